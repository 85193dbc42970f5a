"""Training steps and inferences by PyTorch, JAX and ONNX Runtime, from Python, for the cases that StepSuite measures.

    pip install numpy torch jax onnx onnxruntime
    taskset -c 0 python steps.py --output peers.json CASE...   CASE as in step-suite.txt: 784-128-10:32:sigmoid:crossentropy

    torch           PyTorch as its tutorials use it: a sequence of modules, automatic differentiation, SGD
    torch-compile   the same, compiled: forward, cost and backward by torch.compile, SGD by its fused kernel,
                    weights frozen for inference
    jax             one jitted function a step, which may update its parameters in place
    onnx-python     a session of ONNX Runtime, inference only; StepSuite's own arm onnx has no Python in between

Before an arm is timed its outputs, its cost and the parameters after one step are compared with sums in double.
Times are medians of rounds of at least 100 ms, after a warm-up of 300 ms; each is written as GFLOP/s, in JMH's JSON,
so that `StepSuite report lanewise.json peers.json` makes one page of both. Cores are those that the process may use.
"""

import argparse
import functools
import json
import os
import platform
import statistics
import sys
import time

# As StepSuite's: so small that a long run leaves the weights where they were.
LEARNING_RATE = 1e-7

# The step that is checked must change the weights visibly.
CHECKED_LEARNING_RATE = 0.1


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--arms", default=",".join(KINDS))
    parser.add_argument("--methods", default="step,infer")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--output", help="file for JMH's JSON; its environment is written beside it")
    parser.add_argument("cases", nargs="+")
    options = parser.parse_args()
    options.arms = options.arms.split(",")
    options.methods = options.methods.split(",")
    for arm in options.arms:
        if arm not in KINDS:
            parser.error(f"arm {arm} is not one of {list(KINDS)}")
    return options


class Case:
    """A network with random parameters, a batch, and what a step must make of them, in double."""

    def __init__(self, text):
        import numpy

        net, batch, self.activation, self.cost = text.split(":")
        self.net, self.batch = net, int(batch)
        self.widths = [int(width) for width in net.split("-")]
        random = numpy.random.default_rng(1)
        self.layers = []
        for inputs, outputs in zip(self.widths, self.widths[1:]):
            bound = (6 / (inputs + outputs)) ** 0.5
            w = random.uniform(-bound, bound, (outputs, inputs)).astype("float32")
            b = random.uniform(-0.1, 0.1, outputs).astype("float32")
            self.layers.append((w, b))
        self.x = random.uniform(0, 1, (self.batch, self.widths[0])).astype("float32")
        self.classes = random.integers(0, self.widths[-1], self.batch)
        self.y = numpy.eye(self.widths[-1], dtype="float32")[self.classes]

    def gflop(self, method):
        """Three products a layer, but for the one back into the input; one for an inference."""
        products = [2e-9 * self.batch * i * o for i, o in zip(self.widths, self.widths[1:])]
        return sum(products) if method == "infer" else 3 * sum(products) - products[0]

    @functools.cached_property
    def expected(self):
        """Outputs, cost, and the parameters after a step with the checked learning rate."""
        import math

        import numpy

        erf = numpy.vectorize(math.erf, otypes="d")
        functions = {
            "sigmoid": (
                lambda p: 1 / (1 + numpy.exp(-p)),
                lambda p, q: q * (1 - q),
            ),
            "tanh": (numpy.tanh, lambda p, q: 1 - q * q),
            "relu": (lambda p: numpy.maximum(p, 0), lambda p, q: (p > 0) * 1.0),
            "gelu": (
                lambda p: p * (1 + erf(p / math.sqrt(2))) / 2,
                lambda p, q: (1 + erf(p / math.sqrt(2))) / 2
                + p * numpy.exp(-p * p / 2) / math.sqrt(2 * math.pi),
            ),
        }
        sigma, derivative = functions[self.activation]
        layers = [(w.astype("d"), b.astype("d")) for w, b in self.layers]
        ps, qs = [], [self.x.astype("d")]
        for w, b in layers:
            ps.append(qs[-1] @ w.T + b)
            qs.append(sigma(ps[-1]))
        outputs = ps[-1]
        if self.cost == "squared":
            cost = 0.5 * numpy.sum((outputs - self.y) ** 2) / self.batch
            delta = (outputs - self.y) / self.batch
        else:
            e = numpy.exp(outputs - outputs.max(1, keepdims=True))
            softmax = e / e.sum(1, keepdims=True)
            cost = -numpy.sum(self.y * numpy.log(softmax)) / self.batch
            delta = (softmax - self.y) / self.batch
        after = []
        for l in reversed(range(len(layers))):
            w, b = layers[l]
            rate = CHECKED_LEARNING_RATE
            after.append((w - rate * delta.T @ qs[l], b - rate * delta.sum(0)))
            if l > 0:
                delta = (delta @ w) * derivative(ps[l - 1], qs[l])
        return outputs, cost, after[::-1]


class Torch:
    compiled = False

    def __init__(self, case, threads):
        import torch
        from torch import nn

        torch.set_num_threads(threads)
        self.torch = torch
        module = {"sigmoid": nn.Sigmoid, "relu": nn.ReLU, "tanh": nn.Tanh, "gelu": nn.GELU}[
            case.activation
        ]
        modules = []
        for l, (w, b) in enumerate(case.layers):
            linear = nn.Linear(w.shape[1], w.shape[0])
            with torch.no_grad():
                linear.weight.copy_(torch.from_numpy(w))
                linear.bias.copy_(torch.from_numpy(b))
            modules += [linear] if l == 0 else [module(), linear]
        self.model = nn.Sequential(*modules)
        self.x = torch.from_numpy(case.x)
        self.y = torch.from_numpy(case.y if case.cost == "squared" else case.classes)
        if case.cost == "squared":
            half_sum = nn.MSELoss(reduction="sum")
            scale = 0.5 / case.batch

            def mean_cost(x, y):
                return half_sum(self.model(x), y) * scale

        else:
            cross_entropy = nn.CrossEntropyLoss()

            def mean_cost(x, y):
                return cross_entropy(self.model(x), y)

        self.mean_cost, self.predict = mean_cost, self.model
        parameters = self.model.parameters()
        if self.compiled:
            torch._dynamo.reset()
            import torch._inductor.config

            torch._inductor.config.freezing = True
            self.mean_cost = torch.compile(mean_cost, dynamic=False)
            self.predict = torch.compile(self.model, dynamic=False)
            self.optimizer = torch.optim.SGD(parameters, lr=LEARNING_RATE, fused=True)
        else:
            self.optimizer = torch.optim.SGD(parameters, lr=LEARNING_RATE)

    def step(self, rate=LEARNING_RATE):
        self.optimizer.param_groups[0]["lr"] = rate
        self.optimizer.zero_grad(set_to_none=True)
        cost = self.mean_cost(self.x, self.y)
        cost.backward()
        self.optimizer.step()
        return cost.item()

    # Compiled graphs are frozen for no_grad only.
    def infer(self):
        with self.torch.no_grad():
            return self.predict(self.x)

    def layers(self):
        linear = [m for m in self.model if hasattr(m, "weight")]
        return [(m.weight.detach().numpy(), m.bias.detach().numpy()) for m in linear]

    @staticmethod
    def describe():
        import torch

        mkl = [line.strip() for line in torch.__config__.show().splitlines() if "Kernel Library V" in line]
        return f"PyTorch {torch.__version__}, CPU capability {torch.backends.cpu.get_cpu_capability()}, {' '.join(mkl)[2:]}"


class TorchCompile(Torch):
    compiled = True


class Jax:
    def __init__(self, case, threads):
        import jax
        import jax.numpy as jnp

        self.jax = jax
        sigma = {
            "sigmoid": jax.nn.sigmoid,
            "relu": jax.nn.relu,
            "tanh": jnp.tanh,
            "gelu": lambda p: jax.nn.gelu(p, approximate=False),
        }[case.activation]

        def forward(layers, x):
            q = x
            for w, b in layers[:-1]:
                q = sigma(q @ w.T + b)
            w, b = layers[-1]
            return q @ w.T + b

        def mean_cost(layers, x, y):
            q = forward(layers, x)
            if case.cost == "squared":
                return 0.5 * jnp.sum((q - y) ** 2) / len(x)
            return -jnp.sum(y * jax.nn.log_softmax(q)) / len(x)

        def descend(layers, x, y, rate):
            c, gradient = jax.value_and_grad(mean_cost)(layers, x, y)
            return jax.tree.map(lambda w, g: w - rate * g, layers, gradient), c

        self.compiled_step = jax.jit(descend, donate_argnums=0)
        self.compiled_forward = jax.jit(forward)
        self.state = jax.device_put(case.layers)
        self.fixed = jax.device_put(case.layers)
        self.x, self.y = jax.device_put(case.x), jax.device_put(case.y)
        self.rates = {r: jax.device_put(r) for r in (LEARNING_RATE, CHECKED_LEARNING_RATE)}

    def step(self, rate=LEARNING_RATE):
        self.state, cost = self.compiled_step(self.state, self.x, self.y, self.rates[rate])
        self.jax.block_until_ready((self.state, cost))
        return cost

    def infer(self):
        return self.compiled_forward(self.fixed, self.x).block_until_ready()

    def layers(self):
        return self.state

    @staticmethod
    def describe():
        import jax

        return f"JAX {jax.__version__}, on {jax.default_backend()}"


class Onnx:
    def __init__(self, case, threads):
        import onnxruntime
        from onnx import TensorProto, helper, numpy_helper

        self.x = case.x
        nodes, constants, q = [], [], "x"
        for l, (w, b) in enumerate(case.layers):
            constants += [numpy_helper.from_array(w, f"w{l}"), numpy_helper.from_array(b, f"b{l}")]
            nodes.append(helper.make_node("Gemm", [q, f"w{l}", f"b{l}"], [f"p{l}"], transB=1))
            q = f"p{l}"
            if l < len(case.layers) - 1:
                operator = {"sigmoid": "Sigmoid", "relu": "Relu", "tanh": "Tanh", "gelu": "Gelu"}
                nodes.append(helper.make_node(operator[case.activation], [q], [f"q{l}"]))
                q = f"q{l}"
        output = helper.make_tensor_value_info(q, TensorProto.FLOAT, [case.batch, case.widths[-1]])
        graph = helper.make_graph(
            nodes,
            "net",
            [helper.make_tensor_value_info("x", TensorProto.FLOAT, case.x.shape)],
            [output],
            constants,
        )
        opsets = [helper.make_opsetid("", 20)]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=10)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(
            model.SerializeToString(), options, providers=["CPUExecutionProvider"]
        )

    def infer(self):
        return self.session.run(None, {"x": self.x})[0]

    @staticmethod
    def describe():
        import onnxruntime

        return f"ONNX Runtime {onnxruntime.__version__}, CPUExecutionProvider"


KINDS = {"torch": Torch, "torch-compile": TorchCompile, "jax": Jax, "onnx-python": Onnx}


def compare(what, actual, expected, share, rounding=0):
    """Within a share of the largest expected, and a rounding."""
    import numpy

    deviation = numpy.max(numpy.abs(numpy.asarray(actual) - expected))
    if not deviation <= share * numpy.max(numpy.abs(expected)) + rounding:
        raise ArithmeticError(f"{what} deviates by {deviation}")


def check(arm, method, case):
    import numpy

    outputs, cost, layers = case.expected
    if method == "infer":
        compare("an output", arm.infer(), outputs, 1e-4)
        return
    compare("the cost", arm.step(CHECKED_LEARNING_RATE), cost, 1e-4)
    for actual, expected, before in zip(arm.layers(), layers, case.layers):
        for after, right, start in zip(actual, expected, before):
            change = numpy.asarray(after) - start.astype("d")
            compare("a parameter's change", change, right - start, 2e-3, 2**-23)


def microseconds(call, rounds):
    """The time of a call, by rounds."""

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
    return [round_of(0.1) for _ in range(rounds)]


def entry(case, arm, method, threads, times):
    """A result as JMH writes it."""
    gflops = [1e6 * case.gflop(method) / t for t in times]
    return {
        "benchmark": f"io.github.lanewise.jmh.TrainingStepBenchmark.{method}",
        "jvmArgs": [],
        "threads": 1,
        "params": {
            "impl": arm,
            "net": case.net,
            "batch": str(case.batch),
            "activation": case.activation,
            "cost": case.cost,
            "threads": str(threads),
        },
        "secondaryMetrics": {"gflop": {"rawData": [gflops], "scoreUnit": "GFLOP/s"}},
    }


def write(results, options):
    with open(options.output, "w") as file:
        json.dump(results, file, indent=1)
    with open(options.output.removesuffix(".json") + ".environment", "w") as file:
        for name in options.arms:
            file.write(f"{name}\t{KINDS[name].describe()}, Python {platform.python_version()}\n")


def main():
    options = arguments()
    os.environ["JAX_PLATFORMS"] = "cpu"
    if options.threads == 1:
        os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false"
    results, done = [], set()
    for text in options.cases:
        case = Case(text)
        for method in options.methods:
            # An inference knows no cost.
            key = text if method == "step" else text.rpartition(":")[0]
            if (key, method) in done:
                continue
            done.add((key, method))
            for name in options.arms:
                if not hasattr(KINDS[name], method):
                    continue
                arm = KINDS[name](case, options.threads)
                check(arm, method, case)
                times = microseconds(getattr(arm, method), options.rounds)
                print(f"{method} {key} {name}: {statistics.median(times):.2f} µs", flush=True)
                results.append(entry(case, name, method, options.threads, times))
        if options.output:
            write(results, options)


if __name__ == "__main__":
    sys.exit(main())
