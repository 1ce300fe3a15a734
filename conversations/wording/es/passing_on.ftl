# Palabras que esperan a la mañana: cuándo llegan, y quién está ahora.
passed-on-later = Mensaje pasado a { $name }: llega a las { $when }, pasada la noche. Si no puede esperar, { $signposts }. En peligro, llama al { $emergency }.
passed-on-later-on-duty = Mensaje pasado a { $name }: llega a las { $when }, pasada la noche. Hasta entonces atiende { $coordinator }: manda PERSONA. En peligro, llama al { $emergency }.
