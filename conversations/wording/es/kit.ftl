# La lista de personas a quienes acudir, que cada quien guarda para sí.
kit-intro = Tu propia lista de gente a quien acudir si algo se pone duro. Manda BOTIQUIN y te llega cuando quieras.
ask-kit-who = ¿A quién pones? Basta un nombre, o SALTAR.
    .again = Perdona, no pude usar eso. ¿A quién pones? Basta un nombre, o SALTAR.
ask-kit-helps = ¿En qué te ayuda, o en qué momentos? En pocas palabras, o SALTAR.
    .again = Perdona, no pude usar eso. ¿En qué te ayuda? En pocas palabras, o SALTAR.
ask-kit-reach = ¿De qué modo le hablas? Un teléfono, un lugar, una hora, o SALTAR.
    .again = Perdona, no pude usar eso. ¿De qué modo le hablas? En pocas palabras, o SALTAR.
ask-kit-more = Queda en tu lista. ¿Quieres poner a otra persona?
    .again = Perdona, basta con 1 o 2: ¿quieres poner a otra persona?
    .yes = Claro
    .no = Mejor no
ask-kit-show = Esta lista solo te llega a ti. Se ve que la tienes, no lo que dice. ¿Quieres que la pueda leer { $readers }, para ayudarte a usarla?
    .again = Perdona, basta con 1 o 2: ¿puede leer tu lista { $readers }?
    .yes = Claro
    .no = Mejor no
kit-kept = Tu lista queda guardada. Manda BOTIQUIN cuando la quieras, BOTIQUIN AGREGAR para poner a alguien.
kit-kept-none = De acuerdo, por ahora sin lista. Manda BOTIQUIN cuando quieras una.

kit-head = Tu lista:
kit-entry = { $number } { $who }
kit-entry-more = { $number } { $who }: { $more }
kit-how-to-change = Para cambiarla: BOTIQUIN AGREGAR, BOTIQUIN CAMBIAR 1, BOTIQUIN SACAR 1.
kit-full = En tu lista caben { $number }, y ya no hay lugar. Con BOTIQUIN SACAR 1 se abre uno.
kit-which = ¿A quién? Pon la cifra: BOTIQUIN CAMBIAR 2 o BOTIQUIN SACAR 2.
kit-removed = "{ $who }" ya no queda en tu lista.
kit-empty = Tu lista sigue en blanco. Manda BOTIQUIN para empezarla.

ask-kit-new-who = ¿A quién pones en lugar de "{ $who }"? O SALTAR para dejarlo igual.
    .again = Perdona, no pude usar eso. Basta un nombre, o SALTAR para dejar "{ $who }".
ask-kit-new-helps = ¿En qué te ayuda, o en qué momentos? En pocas palabras, o SALTAR para dejarlo igual.
    .again = Perdona, no pude usar eso. ¿En qué te ayuda? O SALTAR para dejarlo igual.
ask-kit-new-reach = ¿De qué modo le hablas? En pocas palabras, o SALTAR para dejarlo igual.
    .again = Perdona, no pude usar eso. ¿De qué modo le hablas? O SALTAR para dejarlo igual.
kit-changed = Hecho. Manda BOTIQUIN para ver tu lista.
kit-shown = De acuerdo. Desde ahora puede leer tu lista { $readers }. BOTIQUIN OCULTAR lo termina.
kit-hidden = De acuerdo. Lo que dice tu lista solo te llega a ti.

kit-offer = También tienes tu propia lista: manda BOTIQUIN y te llega.
