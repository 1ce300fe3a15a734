# Lo que recibe el equipo cuando manda LISTA o TURNO. Nada sobre nadie: los celulares quedan sobre la mesa.
staff-listed = Claves abiertas: { $code }. Personas que esperan respuesta: { $messages }. { $link }
staff-listed-none = No hay claves abiertas. Personas que esperan respuesta: { $messages }. { $link }
staff-on-now = De turno ahora: { $name }.
staff-nobody-on = Nadie de turno ahora. Un aviso llega a todo el equipo.
staff-nobody-on-until = Nadie de turno hasta: { $when }. Un aviso llega a todo el equipo.
staff-lead-wanted = { $programme }: te espera una solicitud. { $link }
