# Spoken, once a key was pressed. Names nobody.
call-taken = Thank you. It is yours now. Please open the console to read it.
call-drill-taken = Thank you. That was the drill. There is nothing else to do.
call-not-yours = Thank you. Somebody has this already.
