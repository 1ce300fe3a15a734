# Lo que cada quien decide sobre los mensajes con una palabra.
help-mentor = { $programme }. CITA NOTA SUPERVISION RELEVO LECCION BOTIQUIN PROMESA REFLEXION HORA PAUSA IDIOMA REGISTRO ERROR BORRAR QUEJA. Dudas: { $coordinator }. STOP termina.
help-short = { $programme }. METAS PASO HECHO MENTOR CITA PROMESA BOTIQUIN PAUSA HORA RECURSOS IDIOMA REGISTRO ERROR BORRAR QUEJA. STOP termina.
help-mentor-short = { $programme }. CITA NOTA SUPERVISION RELEVO LECCION BOTIQUIN PROMESA HORA PAUSA IDIOMA REGISTRO ERROR BORRAR QUEJA. STOP termina.

pause-begun = Listo, silencio desde ahora. Manda START cuando quieras mensajes de nuevo.
ask-pause-for = ¿Por qué plazo? Por ejemplo: una semana, hasta el 5 de junio, hasta que avise.
    .again = Perdona, no me queda claro el plazo. Por ejemplo: 2 semanas, hasta el 5 de junio, hasta que avise.
paused-until = Listo, silencio hasta { $date }. Con START vuelven antes los mensajes. Puedes escribir cuando quieras.
paused-open = Listo, silencio hasta que mandes START. Puedes escribir cuando quieras.
pause-over = Hola, { $name }. La pausa que pediste ya se cumple, y vuelven los mensajes. Manda PAUSA si la quieres seguir.

ask-new-time = ¿Qué momento de la semana te viene bien? Por ejemplo: viernes 18:00
    .again = Perdona, necesito un solo momento de la semana, entre las 8:00 y las 21:00. Por ejemplo: viernes 18:00
time-quiet = Esa es hora de silencio, y entonces nunca escribo. Busquemos otra.
time-kept = Entonces la hora se queda igual. Manda HORA cuando la quieras cambiar.
time-moved = Hecho. Desde ahora: { $when }.

ask-language = ¿Qué idioma prefieres?
    .again = Perdona, no me queda claro. ¿Qué idioma prefieres? Basta con mandar 1, 2 o 3.
    .en-US = English US
    .en-GB = English UK
    .es = Español
language-set = Listo, desde ahora en español.

ask-need = ¿Qué buscas?
    .again = Perdona, no me queda claro. ¿Qué buscas? Basta con mandar de 1 a 6.
    .housing = Un lugar para vivir
    .work = Trabajo o cursos
    .health = Salud
    .treatment = Grupos de apoyo
    .benefits = Dinero y ayudas
    .papers = Papeles
    .food = Comida

record-summary = Guardado sobre ti desde { $since }: charlas { $check_ins }, mensajes { $messages }, metas { $goals }, pasos { $steps }.
record-readers-mentor = Puede leerlo { $readers }; { $mentor }, solo lo que mandas o aceptas contar.
record-readers = Puede leerlo { $readers }.
record-how = Manda COPIA para tenerlo todo, ERROR para corregir, BORRAR para que se borre.
copy-asked = Tu copia: ya se la pido a { $readers }. Te van a responder en cuanto se pueda.

ask-what-is-wrong = ¿Qué hay que corregir? Con tus palabras, en un solo mensaje.
    .again = Perdona, no pude usar eso. ¿Qué hay que corregir? Basta con pocas palabras.
correction-kept = Gracias. Queda anotado: { $coordinator } lo corrige o te pregunta.

delete-explained = Lo que se guarda sobre ti puede borrarlo { $leads }. Se queda tu acuerdo o no con los mensajes, como prueba, y notas que cuidan a la gente.
ask-sure-to-delete = ¿Lo pido?
    .again = Perdona, basta con 1 o 2: ¿pido que se borre?
    .yes = Claro
    .no = Mejor no
delete-asked = Ya se lo pido a { $readers }. Te van a responder, y nada se borra antes.
delete-not = De acuerdo. Nada cambia.

complaint-lead = Esto solo lo lee { $lead }, que dirige el programa: no lo leen { $coordinator } ni tu mentor.
complaint-only-lead = Esto solo lo lee { $lead }, que dirige el programa. No lo lee tu mentor.
complaint-no-lead = Esto solo lo lee quien dirige el programa: no lo leen { $coordinator } ni tu mentor.
ask-what-happened = ¿Qué pasa? Cuenta todo en un solo mensaje, por favor.
    .again = Perdona, no pude usar eso. Cuenta con tus palabras lo que pasa, en un solo mensaje.
complaint-kept = Gracias por decirlo. Queda para quien dirige el programa, que te va a responder.
complaint-more = Gracias. Lo agrego, y solo lo lee esa misma persona.
complaint-not-words = (Esto no son palabras, por eso no se puede leer. Hay que hablar con la persona.)

wrong-number = Este mensaje era de { $programme }. Perdona si no era para ti: no te escribimos de nuevo. Si era para ti, manda START.

# Fechas.
date = el { $day } de { $month }
date-and-year = el { $day } de { $month } de { $year }
month-1 = enero
month-2 = febrero
month-3 = marzo
month-4 = abril
month-5 = mayo
month-6 = junio
month-7 = julio
month-8 = agosto
month-9 = septiembre
month-10 = octubre
month-11 = noviembre
month-12 = diciembre
# Una fecha: "jueves 8 de enero, 15:00".
date-time = { $weekday } { $day } de { $month }, { $clock }
day-0 = lunes
day-1 = martes
day-2 = miércoles
day-3 = jueves
day-4 = viernes
day-5 = sábado
day-6 = domingo
