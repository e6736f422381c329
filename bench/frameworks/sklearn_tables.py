"""Splits tables and scores scikit-learn's linear model and its perceptron on them.

python3 sklearn_tables.py TABLES.json FOLDER SPLITS: TABLES.json lists {file, target, task, drop}; the parts go to FOLDER
as NAME.SPLIT.train.csv and .test.csv, the scores to stdout as JSON: accuracy for classes, R2 for numbers.
"""

import json
import sys
import warnings

import numpy as np
import pandas as pd
from sklearn.compose import make_column_transformer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

warnings.filterwarnings("ignore")
tables, folder, splits = json.load(open(sys.argv[1])), sys.argv[2], int(sys.argv[3])


def prepared(X):
    """Dates as days, and texts that hardly repeat left out."""
    X = X.copy()
    for name in X.columns[X.dtypes == object]:
        dates = pd.to_datetime(X[name], errors="coerce", format="%Y-%m-%d")
        if dates.notna().mean() > 0.95:
            X[name] = (dates - pd.Timestamp("2000-01-01")).dt.days
            X[name + " of the year"] = dates.dt.dayofyear
        elif X[name].nunique() > max(20, len(X) / 2):
            X = X.drop(columns=name)
    return X


def encoder(X):
    texts = X.columns[X.dtypes == object]
    numbers = X.columns[X.dtypes != object]
    return make_column_transformer(
        (make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), list(numbers)),
        (make_pipeline(SimpleImputer(strategy="constant", fill_value="?"), OneHotEncoder(handle_unknown="ignore")), list(texts)),
    )


results = []
for table in tables:
    data = pd.read_csv(table["file"]).drop(columns=table["drop"]).dropna(subset=[table["target"]])
    byClass = table["task"] == "classification"
    y = data[table["target"]]
    if byClass:
        data = data[y.map(y.value_counts()) > 1]
        y = data[table["target"]]
    for split in range(splits):
        train, test = train_test_split(data, test_size=0.25, random_state=split, stratify=y if byClass else None)
        for part, rows in (("train", train), ("test", test)):
            rows.to_csv(f"{folder}/{table['name']}.{split}.{part}.csv", index=False)
        X = prepared(data.drop(columns=table["target"]))
        encode = encoder(X)
        A, B = encode.fit_transform(X.loc[train.index]), encode.transform(X.loc[test.index])
        a, b = train[table["target"]], test[table["target"]]
        scores = {}
        if byClass:
            a, b = a.astype(str), b.astype(str)
            scores["linear"] = LogisticRegression(max_iter=5000).fit(A, a).score(B, b)
            scores["network"] = MLPClassifier(max_iter=1000, random_state=0).fit(A, a).score(B, b)
        else:
            mean, deviation = a.mean(), a.std(ddof=0)
            scores["linear"] = LinearRegression().fit(A, a).score(B, b)
            network = MLPRegressor(max_iter=1000, random_state=0).fit(A, (a - mean) / deviation)
            scores["network"] = network.score(B, (b - mean) / deviation)
        results.append({"name": table["name"], "split": split, **scores})
json.dump(results, sys.stdout, default=float)
