# Lo que cada quien escribe para cuando algo pesa. Nada de lo nuestro dice de qué se trata.
own-plan-intro = Tus notas para cuando algo pesa: cuatro preguntas cortas, y puedes SALTAR. Son para ti; lo que suene a peligro igual le llega a una persona.
ask-own-harder = ¿Qué te hace todo pesado? Pocas palabras, o SALTAR.
    .again = Perdona, no pude usar eso. ¿Qué te lo hace pesado? Pocas palabras, o SALTAR.
ask-own-helped = ¿Qué te ha servido antes? Pocas palabras, o SALTAR.
    .again = Perdona, no pude usar eso. ¿Qué te ha servido antes? Pocas palabras, o SALTAR.
ask-own-first = Cuando algo pese, ¿qué haces primero, o a quién llamas? O SALTAR.
    .again = Perdona, no pude usar eso. ¿Qué haces primero? Pocas palabras, o SALTAR.
ask-own-groups = ¿Con qué gente o grupo te ves, y qué noche o a qué hora? O SALTAR.
    .again = Perdona, no pude usar eso. ¿Con qué gente te ves, y a qué hora? O SALTAR.
ask-own-show = Estas notas son para ti. ¿Quieres que las pueda leer { $readers }, para ayudarte?
    .again = Perdona, basta con 1 o 2: ¿puede leer tus notas { $readers }?
    .yes = Claro
    .no = Mejor no
own-plan-kept = Queda guardado. Manda MIS NOTAS y te llegan cuando quieras.
own-plan-kept-none = De acuerdo, no guardo nada. Manda MIS NOTAS si las quieres, cuando sea.
own-plan-empty = No hay notas tuyas. Manda MIS NOTAS para empezar.
own-plan-head = Tus notas:
own-harder-part = Pesa: { $words }
own-helped-part = Sirve: { $words }
own-first-part = Primero: { $words }
own-groups-part = Con otra gente: { $words }
own-plan-how-to-change = Para cambiarlas: MIS NOTAS CAMBIAR. Para borrarlas: MIS NOTAS BORRAR.
own-plan-shown = Listo. Desde ahora puede leer tus notas { $readers }. MIS NOTAS OCULTAR lo quita.
own-plan-hidden = Listo. Tus notas solo te llegan a ti.
own-plan-gone = Listo. Tus notas ya no existen.
own-plan-helped-before = Escribiste que antes te ha servido: "{ $words }"
own-plan-their-plan = Y lo que ibas a hacer primero: "{ $words }"
own-plan-no-blame = Gracias por decirlo. No borra lo que has logrado. { $name } lo lee { $seen }. Para hablar antes, { $options }.
own-plan-no-blame-alone = Gracias por decirlo. No borra lo que has logrado. { $name } lo lee { $seen }.

# Una sola vez, a quien hace poco que ha vuelto; la nota llega solo con la palabra que la abre.
early-days-offer = Hola { $name }. Tengo una nota corta para estas primeras semanas. Manda ABRIR cuando nadie vea tu pantalla. Si no, no llega nunca.
early-days-note = Tras un tiempo sin nada, el cuerpo aguanta mucho menos, y lo de siempre puede ser demasiado. Si consumes, o alguien cerca: nunca a solas, poco primero, naloxona a la mano. Si cuesta despertar a alguien o respira lento: llama al { $emergency } y quédate.
early-days-line = Para hablar de eso: { $options }.
early-days-off = De acuerdo, no llega.
