# Cada cuánto llega el mensaje de la semana.
how-often-1 = De acuerdo, cada semana desde ahora. El que sigue: { $date }. Con HORA menos llega menos seguido.
how-often-2 = De acuerdo, cada dos semanas desde ahora. El que sigue: { $date }. Con HORA cada semana vuelve a lo de antes.
how-often-4 = De acuerdo, cada cuatro semanas desde ahora. El que sigue: { $date }. Con HORA cada semana vuelve a lo de antes.
how-often-no-less = Llega cada cuatro semanas, menos ya no se puede. Con PAUSA tienes descanso el tiempo que quieras.
