# Si la charla no llega cada semana.
check-in-rest-at-times = No pasa nada. Tus palabras quedan como las escribiste, y { $coordinator } puede leerlas. Hasta pronto, { $name }.
