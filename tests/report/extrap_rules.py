"""What Extra-P demands of a JSON file: the schema in its docs/file-formats.md, and what its reader and
validate_experiment() check. Written from those, sharing nothing with the exporter."""

import json
import math


class Refused(Exception):
    pass


def require(condition, message):
    if not condition:
        raise Refused(message)


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def read(text):
    """Returns {call path: {metric: {point: values}}} or raises Refused."""
    document = json.loads(text)
    require(isinstance(document, dict), "not an object")
    require("callpaths" not in document, "would be taken for the older format")
    require({"parameters", "measurements"} <= document.keys(), "parameters or measurements are missing")
    parameters = document["parameters"]
    require(isinstance(parameters, list) and parameters, "there are no parameters")
    require(all(isinstance(name, str) for name in parameters), "a parameter is no text")
    require(len(set(parameters)) == len(parameters), "a parameter occurs twice")
    require(isinstance(document["measurements"], dict) and document["measurements"], "there are no call paths")

    tables = {}
    for path, metrics in document["measurements"].items():
        require(all(path.split("->")), f"an empty name in the call path {path!r}")
        require(isinstance(metrics, dict) and metrics, f"{path}: no metrics")
        for metric, measurements in metrics.items():
            points = {}
            for measurement in measurements:
                point = tuple(measurement["point"])
                values = measurement["values"]
                require(point and all(map(is_number, point)), f"{path}: {point} is no point")
                require(len(point) == len(parameters), f"{path}: {point} has not one number for each parameter")
                require(point not in points, f"{path}: {point} is measured twice")
                require(isinstance(values, list) and values and all(map(is_number, values)), f"{path}: no values")
                points[point] = values
            tables.setdefault(path, {})[metric] = points

    coordinates = {point for metrics in tables.values() for points in metrics.values() for point in points}
    require(coordinates, "there are no points")
    for path, metrics in tables.items():
        for points in metrics.values():
            require(len(points) == len(coordinates), f"{path} has {len(points)} of {len(coordinates)} points")
    return tables
