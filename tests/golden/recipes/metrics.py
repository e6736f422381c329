"""Metrics by scikit-learn, of draws with many ties and with classes that are missing on one side."""
import numpy as np
import sklearn
import sklearn.metrics as m
from golden import array, write

random = np.random.RandomState(7)


def calibration(confidences, labels, bins):
    """Guo et al. 2017, equation 3."""
    top, right = confidences.max(1), confidences.argmax(1) == labels
    edges, error = np.linspace(0, 1, bins + 1), 0
    for low, high in zip(edges[:-1], edges[1:]):
        inside = (top > low) & (top <= high)
        if inside.any():
            error += inside.mean() * abs(right[inside].mean() - top[inside].mean())
    return error


cases = []
for N, C in [(40, 2), (60, 3), (25, 5)]:
    scores, yes = random.randint(0, 8, N) / 8, random.randint(0, 2, N)
    t, p = random.randint(0, C, N), random.randint(0, C, N)
    if C == 5:
        t[t == 4], p[p == 3] = 0, 1  # a class that is only predicted, and one that is never
    confidences = random.dirichlet(np.ones(C), N)
    values, predicted = random.randn(N, 2), random.randn(N, 2)
    cases.append({
        'scores': array(scores), 'yes': array(yes), 'targets': array(t), 'predictions': array(p),
        'confidences': array(confidences), 'values': array(values), 'predicted': array(predicted),
        'rocAuc': m.roc_auc_score(yes, scores), 'averagePrecision': m.average_precision_score(yes, scores),
        'fBeta': {average: m.fbeta_score(t, p, beta=0.5, average=average, zero_division=0)
                  for average in ['macro', 'micro', 'weighted']},
        'balancedAccuracy': m.balanced_accuracy_score(t, np.where(np.isin(p, t), p, t[0])),
        'balancedPredictions': array(np.where(np.isin(p, t), p, t[0])),
        'cohenKappa': m.cohen_kappa_score(t, p), 'matthews': m.matthews_corrcoef(t, p),
        'logLoss': m.log_loss(t, confidences, labels=list(range(C))),
        'calibrationError': calibration(confidences, t, 10),
        'r2Scores': array(m.r2_score(values, predicted, multioutput='raw_values')),
        'explainedVariance': m.explained_variance_score(values, predicted),
        'medianAbsoluteError': m.median_absolute_error(values, predicted),
        'report': m.classification_report(t, p, zero_division=0),
    })
write(f'scikit-learn {sklearn.__version__}', cases)
