"""Makes the small encoder of the second look from `safety/corpus`, and judges it.

Nothing here runs in the program.

    python -m training judge    each writer's texts judged by a model that has not read them; thresholds
    python -m training make     the model that is shipped, from the whole corpus

Needs PyTorch and the package that brings the general model it starts from; `make train` sets both up.
"""
