"""Training steps and inferences by JAX (jit) and ONNX Runtime, for the cases that StepSuite measures.

    pip install jax onnx onnxruntime
    python steps.py [--threads 1] [--arms jax,onnx] CASE...      CASE as in step-suite.txt: 784-128-10:32:sigmoid:crossentropy

Prints a line of CSV for each arm and method: case, arm, method, threads, microseconds a call (median of rounds of
at least 100 ms, after as long a warm-up). Weights, inputs and labels are uniform and stay where the arm likes them;
JAX donates the parameters to the step, so that it can update them in place. Cores are those that the process may
use: `taskset -c 0` keeps everything on one.
"""

import argparse
import os
import statistics
import sys
import time


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--arms", default="jax,onnx")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("cases", nargs="+")
    return parser.parse_args()


def microseconds(call, rounds):
    """The median time of a call."""

    def round_of(seconds):
        calls = 0
        start = time.perf_counter()
        while True:
            call()
            calls += 1
            taken = time.perf_counter() - start
            if taken >= seconds:
                return 1e6 * taken / calls

    round_of(0.3)
    return statistics.median(round_of(0.1) for _ in range(rounds))


def problem(case):
    import numpy

    net, batch, activation, cost = case.split(":")
    widths = [int(width) for width in net.split("-")]
    batch = int(batch)
    random = numpy.random.default_rng(1)
    layers = []
    for inputs, outputs in zip(widths, widths[1:]):
        bound = (6 / (inputs + outputs)) ** 0.5
        w = random.uniform(-bound, bound, (outputs, inputs)).astype("float32")
        b = random.uniform(-0.1, 0.1, outputs).astype("float32")
        layers.append((w, b))
    x = random.uniform(0, 1, (batch, widths[0])).astype("float32")
    y = numpy.zeros((batch, widths[-1]), "float32")
    y[numpy.arange(batch), random.integers(0, widths[-1], batch)] = 1
    return layers, x, y, activation, cost


def jax_calls(case):
    import jax
    import jax.numpy as jnp

    layers, x, y, activation, cost = problem(case)
    sigma = {
        "sigmoid": jax.nn.sigmoid,
        "relu": jax.nn.relu,
        "tanh": jnp.tanh,
        "gelu": lambda p: jax.nn.gelu(p, approximate=False),
    }[activation]

    def forward(layers, x):
        q = x
        for w, b in layers[:-1]:
            q = sigma(q @ w.T + b)
        w, b = layers[-1]
        return q @ w.T + b

    def mean_cost(layers, x, y):
        q = forward(layers, x)
        if cost == "squared":
            return 0.5 * jnp.sum((q - y) ** 2) / len(x)
        return -jnp.sum(y * jax.nn.log_softmax(q)) / len(x)

    def descend(layers, x, y):
        c, gradient = jax.value_and_grad(mean_cost)(layers, x, y)
        return jax.tree.map(lambda w, g: w - 1e-7 * g, layers, gradient), c

    step = jax.jit(descend, donate_argnums=0)
    infer = jax.jit(forward)
    state = [jax.device_put(layers)]
    fixed = jax.device_put(layers)
    x, y = jax.device_put(x), jax.device_put(y)

    def one_step():
        state[0], c = step(state[0], x, y)
        jax.block_until_ready((state[0], c))

    return one_step, lambda: infer(fixed, x).block_until_ready()


def onnx_calls(case, threads):
    import onnxruntime
    from onnx import TensorProto, helper, numpy_helper

    layers, x, _, activation, _ = problem(case)
    nodes, constants, q = [], [], "x"
    for l, (w, b) in enumerate(layers):
        constants += [numpy_helper.from_array(w, f"w{l}"), numpy_helper.from_array(b, f"b{l}")]
        nodes.append(helper.make_node("Gemm", [q, f"w{l}", f"b{l}"], [f"p{l}"], transB=1))
        q = f"p{l}"
        if l < len(layers) - 1:
            name = {"sigmoid": "Sigmoid", "relu": "Relu", "tanh": "Tanh", "gelu": "Gelu"}[activation]
            nodes.append(helper.make_node(name, [q], [f"q{l}"]))
            q = f"q{l}"
    graph = helper.make_graph(
        nodes,
        "net",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, x.shape)],
        [helper.make_tensor_value_info(q, TensorProto.FLOAT, [len(x), layers[-1][0].shape[0]])],
        constants,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=10)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )
    return lambda: session.run(None, {"x": x})


def main():
    options = arguments()
    if options.threads == 1:
        os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false"
    arms = options.arms.split(",")
    done = set()
    for case in options.cases:
        net, batch, activation, _ = case.split(":")
        for arm in arms:
            calls = {}
            if arm == "jax":
                calls["step"], calls["infer"] = jax_calls(case)
            else:
                calls["infer"] = onnx_calls(case, options.threads)
            for method, call in calls.items():
                # An inference knows no cost.
                key = case if method == "step" else f"{net}:{batch}:{activation}"
                if (key, arm, method) in done:
                    continue
                done.add((key, arm, method))
                time_of_call = microseconds(call, options.rounds)
                print(f"{key},{arm},{method},{options.threads},{time_of_call:.2f}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
