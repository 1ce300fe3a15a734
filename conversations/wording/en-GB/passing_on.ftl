# Words that wait for the morning: when they arrive, and who is there now.
passed-on-later = Passed on to { $name }: it arrives at { $when }, after quiet hours. If it can't wait, { $signposts }. In danger, call { $emergency }.
passed-on-later-on-duty = Passed on to { $name }: it arrives at { $when }, after quiet hours. Until then { $coordinator } is on: text PERSON. In danger, call { $emergency }.
