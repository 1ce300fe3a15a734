# Cuando algo llega dos veces, o demasiadas veces para contestar.
came-twice = Tu mensaje vino dos veces. Por si acaso, de nuevo:
braked = Son muchos mensajes juntos; espero unos minutos en silencio. { $name } puede leer todo. En peligro, llama al { $emergency }.
