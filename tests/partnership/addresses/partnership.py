"""The addresses of the roof: who gets what, typed by hand."""


def nothing():
    return {}


def board():
    return {"name": "you-said-we-did"}
