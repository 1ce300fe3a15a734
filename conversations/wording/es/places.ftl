# Lugares que ayudan: para qué, cerca de qué lugar, y una semana más tarde si sirvieron.
resource = { $place }: { $how }
resource-contact = Para mentores: { $who }.
resource-ask-for = Pregunta por { $what }.
resource-checked = (revisado en { $date })
resource-unchecked = (sin revisar)
resources-more = ¿No es lo que buscas? Escribe: { $coordinator } lo lee en cuanto se conecte.
resources-more-of-them = MAS trae otros. ¿No es lo que buscas? Escribe: { $coordinator } lo lee en cuanto se conecte.
resources-no-more = Es todo lo que tengo para eso. Escribe lo que buscas: { $coordinator } lo lee en cuanto se conecte.
resources-none = No tengo lugares para eso en mi lista. Ya le pido a { $coordinator } que busque uno contigo.
resources-none-near = No tengo en mi lista un lugar para eso cerca de { $area }. Le pido a { $coordinator } que busque uno contigo.

ask-area = ¿En qué zona busco? Basta el ZIP o la ciudad, o SALTAR.
    .again = Perdona, no pude usar eso. Basta el ZIP o la ciudad, o SALTAR.
area-kept = Listo, desde ahora busco cerca de { $area }. Para cambiar, manda ZONA y el lugar nuevo.
area-gone = Listo, ya no guardo tu zona.
area-stays = De acuerdo, queda igual.
record-area = Tu zona para buscar lugares: { $area }.
area-now = Por ahora busco cerca de { $area }.

# Llega sin que nadie lo pida: no dice para qué eran.
ask-places-helped = La semana pasada te mandé unos lugares. ¿Te han servido?
    .again = Perdona, no me queda claro. ¿Te ha servido alguno de esos lugares? Basta la cifra.
    .yes = Claro
    .no = No sirve
    .not_gone = No fui
    .closed = Estaba cerrado
places-glad = Qué bueno. Gracias por decirme.
places-no-hurry = Sin prisa. Manda RECURSOS cuando quieras lugares otra vez.
places-sorry = Lo siento, y gracias por decirme. Ya se lo dejé a { $coordinator }.
places-sorry-closed = Lo siento, y gracias por decirme. Le pido a { $coordinator } que lo revise.
places-another = Te mando otro:
