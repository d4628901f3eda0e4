"""Asks igraph (C) for the questions of the engine benchmark.

Input (stdin): little-endian uint32: nodes, edges, roots, then source and target of each edge, then the roots.
Output: one JSON object with the median milliseconds and the answer of each question.
"""
import array
import json
import statistics
import sys
import time

import igraph

RUNS = 3


def timed(question):
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        answer = question()
        times.append(1000 * (time.perf_counter() - start))
    return {"time": statistics.median(times), "answer": answer}


def main():
    data = array.array("I")
    data.frombytes(sys.stdin.buffer.read())
    nodes, edges, roots = data[0], data[1], data[2]
    ends = data[3 : 3 + 2 * edges]
    pairs = list(zip(ends[0::2], ends[1::2]))
    graph = igraph.Graph(n=nodes, edges=pairs, directed=True)
    # Dominators hang all roots under one more node.
    hung = [(nodes, root) for root in data[3 + 2 * edges : 3 + 2 * edges + roots]]
    rooted = igraph.Graph(n=nodes + 1, edges=pairs + hung, directed=True)
    json.dump(
        {
            "version": igraph.__version__,
            "components": timed(lambda: graph.connected_components(mode="strong").membership),
            "reached": timed(lambda: graph.neighborhood_size(order=nodes, mode="out")),
            "reachedBy": timed(lambda: graph.neighborhood_size(order=nodes, mode="in")),
            "dominators": timed(lambda: [int(d) if d == d else -1 for d in rooted.dominator(nodes, mode="out")]),
        },
        sys.stdout,
    )


main()
