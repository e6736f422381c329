"""Scores of samples with any number of labels, by scikit-learn: labels that never occur, samples without any."""
import numpy as np
import sklearn
import sklearn.metrics as m
from golden import array, write

random = np.random.RandomState(8)

cases = []
for N, C in [(40, 3), (12, 6), (7, 1)]:
    targets, confidences = random.randint(0, 2, (N, C)), random.randint(0, 9, (N, C)) / 8  # 0.5 among them, which is a no
    if C == 6:
        targets[:, 4] = 0  # never
        confidences[:, 2] = 0  # never predicted
        targets[3], confidences[3], targets[4] = 0, 0, 0
    predicted = (confidences > 0.5).astype(int)
    scores = {}
    for average in ['macro', 'micro', 'weighted', *(['samples'] if C > 1 else [])]:
        # scikit-learn takes one column for a binary problem, whose yes is label 1.
        t, p = (targets, predicted) if C > 1 else (targets.ravel(), predicted.ravel())
        how = {'average': average} if C > 1 else {'average': 'binary'}
        precision, recall, f1, _ = m.precision_recall_fscore_support(t, p, zero_division=0, **how)
        scores[average] = {'precision': precision, 'recall': recall, 'f1': f1,
                           'accuracy': m.accuracy_score(t, p), 'hamming': m.hamming_loss(t, p)}
    cases.append({'targets': array(targets), 'confidences': array(confidences), 'scores': scores})
write(f'scikit-learn {sklearn.__version__}', cases)
