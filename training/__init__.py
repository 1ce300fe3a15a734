"""Makes the small encoder of the second look from `safety/corpus`, and judges it.

Nothing here runs in the program.

    python -m training make     the model that is shipped, from the whole corpus; its thresholds
    python -m training measure  its figures, on the writers set aside
    python -m training judge    each writer of the corpus by a model that has not read them

Needs PyTorch and the package that brings the general model it starts from; `make train` sets both up.
"""
