"""Reads what /metrics says with Prometheus's own parsers: metrics.py BASE_URL KEY."""

import sys
import urllib.request

from prometheus_client import parser
from prometheus_client.openmetrics import parser as openmetrics

BASE_URL, KEY = sys.argv[1:]
ADDRESS = BASE_URL.rsplit("/v1", 1)[0] + "/metrics"
OPENMETRICS = "application/openmetrics-text"


def scraped(accept):
    headers = {"Authorization": f"Bearer {KEY}", "Accept": accept}
    with urllib.request.urlopen(urllib.request.Request(ADDRESS, headers=headers)) as answer:
        assert answer.headers["Content-Type"].startswith(accept), answer.headers["Content-Type"]
        return answer.read().decode()


def families(parsed):
    found = {family.name: family for family in parsed}
    for family in found.values():
        assert family.documentation, f"{family.name} is not explained"
        assert family.samples, f"{family.name} has no samples"
    return found


def histogram(family):
    """The buckets only grow, and the last one holds all."""
    series = {}
    for sample in family.samples:
        labels = tuple(sorted((k, v) for k, v in sample.labels.items() if k != "le"))
        series.setdefault(labels, {}).setdefault(sample.name.removeprefix(family.name), []).append(sample)
    for parts in series.values():
        counts = [sample.value for sample in parts["_bucket"]]
        assert counts == sorted(counts), family.name
        assert parts["_bucket"][-1].labels["le"] == "+Inf"
        assert counts[-1] == parts["_count"][0].value, family.name


plain = families(parser.text_string_to_metric_families(scraped("text/plain")))
strict = families(openmetrics.text_string_to_metric_families(scraped(OPENMETRICS)))
assert plain.keys() == strict.keys(), plain.keys() ^ strict.keys()
kinds = {family.type for family in plain.values()}
assert {"counter", "gauge", "histogram"} <= kinds, kinds
for each in plain.values():
    if each.type == "histogram":
        histogram(each)
print(len(plain), "metrics")
