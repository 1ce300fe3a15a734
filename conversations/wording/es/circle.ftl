# Una pregunta para quienes acompañan, y las respuestas de vuelta sin nombres.
circle-asks = Una pregunta para quienes acompañan: { $words }
ask-circle-says = En pocas palabras, o SALTAR.
    .again = Perdona, no pude usar eso. En pocas palabras, o SALTAR.
ask-circle-may-share = Gracias. ¿La pueden leer los otros, sin tu nombre? Antes la vemos nosotros, y luego ya no se puede quitar.
    .again = Perdona, basta con 1 o 2: ¿la pueden leer los otros, sin tu nombre?
    .yes = Claro
    .no = Mejor no
circle-skipped = No pasa nada.
circle-shared = Gracias. Puede llegar a los otros, sin tu nombre.
circle-not-shared = De acuerdo, queda con { $coordinator }.
circle-back = La pregunta era: { $words } Algunas respuestas:
circle-one = - { $words }
