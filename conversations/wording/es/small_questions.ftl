# Preguntas pequeñas, una al final de la charla.
small-one-more = Otra pregunta, si quieres:
ask-strength-good-at = ¿Qué cosa se te da bien? Con tus palabras, o SALTAR.
    .again = Perdona, no pude usar eso. ¿Qué se te da bien, en pocas palabras? O SALTAR.
ask-strength-got-through = ¿Qué te hizo salir adelante otras veces? Con tus palabras, o SALTAR.
    .again = Perdona, no pude usar eso. ¿Qué te hizo salir adelante, en pocas palabras? O SALTAR.
ask-strength-others-say = ¿Qué cosa buena de ti cuenta alguien que te quiere? O SALTAR.
    .again = Perdona, no pude usar eso. ¿Qué cuenta de ti, en pocas palabras? O SALTAR.
strength-kept = Gracias. Eso lo guardo.
strength-skipped = No pasa nada. Que te vaya bien.
strength-good-at-back = Me contaste qué se te da bien: "{ $words }". Lo guardé para una semana como esta.
strength-got-through-back = Me contaste qué te hizo salir adelante: "{ $words }". Lo guardé para una semana como esta.
strength-others-say-back = Me contaste lo bueno que ve en ti alguien que te quiere: "{ $words }". Lo guardé para una semana como esta.

ask-barrier = ¿Qué te estorba sobre todo en este momento?
    .again = Perdona, no me queda claro. ¿Qué te estorba sobre todo? Basta con mandar de 1 a 9.
    .housing = Vivienda
    .work = Trabajo
    .money = Dinero
    .health = Salud
    .papers = Papeles
    .family = Familia
    .travel = Moverme
    .other = Otra cosa
    .none = Por ahora nada
barrier-places = Queda anotado, gracias. Hay lugares que pueden ayudar: manda RECURSOS { $word }.
barrier-kept = Queda anotado, gracias. Puede leerlo { $coordinator }. Si quieres contar algo, escribe.
barrier-none = De acuerdo, gracias. Si surge algo, manda BARRERA.
barrier-word-housing = VIVIENDA
barrier-word-work = TRABAJO
barrier-word-money = DINERO
barrier-word-health = SALUD
barrier-word-papers = PAPELES

record-kit = Tu propia lista: { $number } en ella. Con BOTIQUIN te llega, y solo a ti.
record-kit-shown = Tu propia lista: { $number } en ella. Con BOTIQUIN te llega; BOTIQUIN OCULTAR la cierra para el resto.
record-small = Preguntas pequeñas que respondiste: { $number }.
