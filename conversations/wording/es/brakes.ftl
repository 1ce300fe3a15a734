# Cuando algo llega dos veces, o tan seguido que no se puede responder.
came-twice = Tu mensaje llegó dos veces. Para estar seguros, una vez más:
braked = Son muchos mensajes a la vez; espero unos minutos. { $name } puede leerlos todos. En peligro, llama al { $emergency }.
