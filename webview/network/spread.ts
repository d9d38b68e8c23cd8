/** How wide the columns of the drawing are, and how far from one another: narrower where a deep network would not fit. */

/** Left of the picture of the fit, and the smallest that is worth its place beside the outputs. */
export const besideFit = 8;
const minFit = 112;
/** The narrowest gap between columns, and of a tile's width the least share that it is squeezed to. */
export const tightGap = 14;
const minShare = 0.45;

export interface Size {
  readonly width: number;
  readonly height: number;
  readonly gap: number;
}

export interface Spread {
  /** The picture of the fit has its place beside the outputs. */
  readonly beside: boolean;
  readonly fitSize: number;
  readonly gap: number;
  /** Pixels from the first column to the end of what stands right of the last. */
  readonly used: number;
}

/** The gaps between the columns, and the room of the picture beside them, which is worth narrower gaps. */
export function spread(
  sizes: readonly Size[],
  free: number,
  ideal: number,
  { small, tight: isTight }: { readonly small: boolean; readonly tight: boolean },
): Spread {
  const last = sizes.length - 1;
  const minGap = isTight ? tightGap : bySize(small, 30, 40);
  const besideGap = small ? 24 : minGap;
  const drawn = widthOf(sizes);
  const besideSpace = free - drawn - besideGap * last - besideFit;
  const beside = ideal > 0 && !isTight && besideSpace >= minFit;
  const fitSize = beside ? Math.min(ideal, besideSpace) : ideal;
  const fixed = drawn + (beside ? fitSize + besideFit : 0);
  const least = beside ? besideGap : Math.min(minGap, Math.max(tightGap, (free - fixed) / Math.max(1, last)));
  const gap = clamp((free - fixed) / Math.max(1, last), least, 210);
  return { beside, fitSize, gap, used: fixed + gap * last };
}

export function idealFit(width: number, body: number): number {
  return clamp(width * 0.25, 120, Math.min(210, body));
}

/** Narrower tiles where a deep network would not fit, as long as something can be seen in them. */
export function squeezed(sizes: readonly Size[], free: number, plane: boolean): readonly Size[] {
  const share = clamp((free - tightGap * (sizes.length - 1)) / widthOf(sizes), minShare, 1);
  if (share === 1) return sizes;
  return sizes.map(({ width, height, gap }) => {
    const narrower = Math.floor(width * share);
    return { width: narrower, height: plane ? Math.min(height, narrower) : height, gap };
  });
}

function widthOf(sizes: readonly Size[]): number {
  return sizes.reduce((sum, size) => sum + size.width, 0);
}

/** Lengths in a narrow drawing and in one that is wide. */
export function bySize(small: boolean, inSmall: number, inLarge: number): number {
  return small ? inSmall : inLarge;
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
