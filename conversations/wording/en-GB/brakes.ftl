# When something came twice, or came too often to be answered.
came-twice = Your text came twice. Just to be sure, once more:
braked = That is a lot at once, so I'll be quiet for a few minutes. { $name } can read all of it. In danger, call { $emergency }.
