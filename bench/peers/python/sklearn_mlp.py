"""sklearn_mlp.py: scikit-learn's MLPClassifier and MLPRegressor with their defaults. A line of JSON is a problem, with the examples
of the training part (x, y) and of the test part (tx, ty) as rows and a seed; the answer is a line with the score on the test part."""

import json
import sys
import warnings

from sklearn.neural_network import MLPClassifier, MLPRegressor

warnings.filterwarnings("ignore")

for line in sys.stdin:
    problem = json.loads(line)
    Network = MLPRegressor if problem["task"] == "regression" else MLPClassifier
    network = Network(random_state=problem["seed"]).fit(problem["x"], problem["y"])
    print(network.score(problem["tx"], problem["ty"]), flush=True)
