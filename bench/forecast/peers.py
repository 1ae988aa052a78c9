"""StatsForecast's AutoETS, DynamicOptimizedTheta and AutoCES, and their mean, on series of CSV (last column: figures parted by
blanks), the last AHEAD held back. One process, one thread.
usage: peers.py SERIES.csv AHEAD [EVERY]   EVERY: only each EVERY-th series, for the speed alone"""
import csv, sys, time, warnings
import numpy as np
from statsforecast.models import AutoCES, AutoETS, DynamicOptimizedTheta
warnings.filterwarnings('ignore')
ahead, every = int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 1
series = [np.array([float(x) for x in row['values'].split()]) for row in csv.DictReader(open(sys.argv[1]))][::every]
models = {'AutoETS': AutoETS(season_length=12), 'DynamicOptimizedTheta': DynamicOptimizedTheta(season_length=12),
          'AutoCES': AutoCES(season_length=12)}
for model in models.values(): model.forecast(y=series[0][:-ahead], h=ahead)  # compiled before the clock starts
seconds, scores = dict.fromkeys(models, 0.0), {}
for y in series:
    known, actual = y[:-ahead], y[-ahead:]
    step = np.mean(np.abs(known[12:] - known[:-12]))
    means = {}
    for name, model in models.items():
        since = time.perf_counter()
        means[name] = model.forecast(y=known, h=ahead)['mean']
        seconds[name] += time.perf_counter() - since
    means['their mean'] = sum(means.values()) / len(means)
    for name, f in means.items():
        scores.setdefault(name, []).append((np.mean(200 * np.abs(actual - f) / (np.abs(actual) + np.abs(f))), np.mean(np.abs(actual - f)) / step,
                                            100 * abs(actual[:12].sum() - f[:12].sum()) / actual[:12].sum()))
for name, list_ in scores.items():
    smape, mase, year = np.mean(list_, axis=0)
    print(f'{name:22} sMAPE {smape:7.3f}  MASE {mase:.4f}  12-month sum {year:6.3f} %  {1000 * seconds.get(name, sum(seconds.values())) / len(series):8.2f} ms a series')
