"""Makes the golden values of layers over pictures with PyTorch, in float64 on one thread. README.md describes the file.

usage: python3 make_torch_pictures.py [folder]    (needs torch; the tests only read the JSON file it writes)
"""
import torch

from torch_values.files import tensor, tensors, uniform, write

ORIGIN = "test/golden/make_torch_pictures.py"
SEED = 20261130


def leaf(value):
    return value.clone().requires_grad_()


def case(name, shape, layer, options):
    """x [batch, channels, height, width] through a layer; the scalar is its output times fixed weights."""
    x = leaf(uniform(*shape, scale=1.5))
    for parameter in layer.parameters():
        parameter.data = uniform(*parameter.shape)
    y = layer(x)
    weight = uniform(*y.shape)
    (y * weight).sum().backward()
    found = {"name": name, **options, "input": tensor(x), "output": tensor(y), "outputWeight": tensor(weight)}
    found["weights"] = tensors(dict(layer.named_parameters()))
    found["gradients"] = tensors({"input": x.grad, **{key: value.grad for key, value in layer.named_parameters()}})
    return found


def convolution(inputs, filters, size, stride, padding):
    options = {"kind": "convolution", "size": size, "stride": stride, "padding": padding}
    name = f"convolution {size} stride {stride} padding {padding}"
    return case(name, (2, inputs, 6, 5), torch.nn.Conv2d(inputs, filters, size, stride, padding), options)


def pooling(kind, size, stride, padding):
    layer = (torch.nn.MaxPool2d if kind == "max" else torch.nn.AvgPool2d)(size, stride, padding)
    options = {"kind": kind, "size": size, "stride": stride, "padding": padding}
    return case(f"{kind} {size} stride {stride} padding {padding}", (2, 3, 6, 5), layer, options)


def normalisation():
    """Two batches in training, then one afterwards by the running averages."""
    layer = torch.nn.BatchNorm2d(3)
    first = case("batch normalisation", (2, 3, 4, 5), layer, {"kind": "normalisation"})
    averages = [{"mean": tensor(layer.running_mean), "var": tensor(layer.running_var)}]
    second = uniform(3, 3, 2, 2, scale=2)
    layer(second)
    averages.append({"mean": tensor(layer.running_mean), "var": tensor(layer.running_var)})
    layer.eval()
    later = uniform(1, 3, 2, 3)
    return {**first, "second": tensor(second), "averages": averages, "later": tensor(later), "laterOutput": tensor(layer(later))}


torch.manual_seed(SEED)
CASES = [
    convolution(2, 3, [3, 3], [1, 1], [1, 1]),
    convolution(2, 3, [3, 3], [2, 2], [1, 1]),
    convolution(3, 2, [2, 3], [1, 2], [0, 1]),
    convolution(2, 4, [1, 1], [1, 1], [0, 0]),
    convolution(1, 2, [5, 5], [3, 1], [2, 2]),
    pooling("max", [2, 2], [2, 2], [0, 0]),
    pooling("max", [3, 3], [2, 2], [1, 1]),
    pooling("average", [2, 2], [2, 2], [0, 0]),
    pooling("average", [3, 2], [1, 2], [1, 1]),
    normalisation(),
]
write("pictures.json", SEED, {"cases": CASES}, ORIGIN)


def resizing(rows, columns):
    """A picture of whole numbers in another size, by torchvision's and Pillow's rule of bilinear resizing."""
    picture = torch.randint(0, 256, (1, 3, 7, 9)).double()
    resized = torch.nn.functional.interpolate(picture, (rows, columns), mode="bilinear", antialias=True, align_corners=False)
    return {"size": [rows, columns], "picture": tensor(picture[0].permute(1, 2, 0)), "resized": tensor(resized[0].permute(1, 2, 0))}


write("resizing.json", SEED, {"cases": [resizing(4, 5), resizing(2, 3), resizing(7, 4), resizing(12, 9), resizing(10, 20)]}, ORIGIN)
