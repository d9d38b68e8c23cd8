"""sklearn_peer.py FOLDER WORKLOAD PRECISION: scikit-learn's MLPClassifier with the given initial weights; it trains whole epochs."""

import sys
import warnings

from serve import read_workload, serve
from sklearn.neural_network import MLPClassifier

warnings.filterwarnings("ignore")


class Classifier(MLPClassifier):
    """Starts from the workload's weights; every example in its own order, no momentum, no penalty."""

    def __init__(self, workload, epochs):
        solver = "adam" if workload["optimizer"] == "adam" else "sgd"
        super().__init__(
            hidden_layer_sizes=workload["units"][1:-1],
            activation=workload["hidden"],
            solver=solver,
            alpha=0,
            batch_size=workload["batch"],
            learning_rate_init=workload["learningRate"],
            momentum=0,
            nesterovs_momentum=False,
            shuffle=False,
            max_iter=epochs,
            tol=0,
            n_iter_no_change=10**9,
        )
        # Parameters of an estimator must be found under their names.
        self.workload, self.epochs = workload, epochs
        self.initial = list(zip(workload["W"], workload["b"]))

    def _init_coef(self, fan_in, fan_out, dtype):
        W, b = next((W, b) for W, b in self.initial if W.shape == (fan_out, fan_in))
        return W.T.astype(dtype).copy(), b.astype(dtype).copy()


class Peer:
    def __init__(self, workload):
        self.given = workload
        self.epoch = workload["m"] // workload["batch"]
        Y = workload["Y"]
        self.labels = Y.argmax(1) if workload["output"] == "softmax" else Y[:, 0].astype(int)

    def restart(self):
        self.classifier = None

    def run(self, steps):
        self.classifier = Classifier(self.given, steps // self.epoch)
        self.classifier.fit(self.given["X"], self.labels)

    def parameters(self):
        return [p for W, b in zip(self.classifier.coefs_, self.classifier.intercepts_) for p in (W.T, b)]


peer = Peer(read_workload(sys.argv[3]))
serve(peer, lambda steps: max(1, steps // peer.epoch) * peer.epoch)
