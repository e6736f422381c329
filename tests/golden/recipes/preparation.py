"""Scalers and folds by scikit-learn."""
import numpy as np
import sklearn
from golden import array, write
from sklearn.model_selection import GroupKFold, RepeatedKFold, TimeSeriesSplit
from sklearn.preprocessing import RobustScaler

random = np.random.RandomState(8)


def splits(found):
    return [{'train': array(train), 'test': array(test)} for train, test in found]


tables = [np.exp(random.randn(n, 3) * 2) for n in (1, 2, 7, 10, 21)]
groups = random.randint(0, 7, 40)
write(f'scikit-learn {sklearn.__version__}', {
    'scalers': [{'X': array(X), 'offset': array(s.center_), 'scale': array(s.scale_), 'Z': array(s.transform(X))}
                for X in tables for s in [RobustScaler().fit(X)]],
    'groups': array(groups),
    'grouped': [{'folds': k, 'splits': splits(GroupKFold(k).split(groups, groups=groups))} for k in (2, 3, 6)],
    'timed': [{'N': n, 'folds': k, 'gap': gap, 'splits': splits(TimeSeriesSplit(k, gap=gap).split(np.zeros(n)))}
              for n, k, gap in [(12, 3, 0), (13, 4, 0), (20, 5, 2)]],
    'repeated': splits(RepeatedKFold(n_splits=3, n_repeats=2, random_state=9).split(np.zeros(10))),
})
