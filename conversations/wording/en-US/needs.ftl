# Somebody needs a place for tonight, or food: where to turn, and that a person is told.
need-shelter = That sounds hard, and you don't have to sort it out alone. For tonight: { $places }.
need-shelter-again = Good that you wrote again. For tonight: { $places }.
need-hunger = That sounds hard, and you don't have to sort it out alone. For something to eat: { $places }.
need-hunger-again = Good that you wrote again. For something to eat: { $places }.
need-no-place = That sounds hard, and you don't have to sort it out alone.
need-place = { $place }, { $how }
need-told = This is automatic. I am letting { $name } know right now.
need-told-already = This is automatic. { $name } has been told.
need-untold = This is automatic, and no person could be told just now. In danger, call { $emergency }.
# To staff, about words that should be read today. Names nobody.
staff-concern = { $programme }: a message should be read today. Reply ACK { $code }. { $link }
need-medicine = That can't wait, and you don't have to sort it out alone. A pharmacy may give you a few days' worth: bring the empty box. If you feel ill, call { $emergency }.
need-medicine-again = Good that you wrote again. Ask a pharmacy for a few days' worth, with the empty box. If you feel ill, call { $emergency }.
need-medicine-places = Also: { $places }.
