# A quien le falta un sitio para esta noche, o comida: a dónde ir, y que se avisa a una persona.
need-shelter = Suena duro, y no tienes que resolverlo a solas. Para esta noche: { $places }.
need-shelter-again = Haces bien en escribir otra vez. Para esta noche: { $places }.
need-hunger = Suena duro, y no tienes que resolverlo a solas. Para comer algo: { $places }.
need-hunger-again = Haces bien en escribir otra vez. Para comer algo: { $places }.
need-no-place = Suena duro, y no tienes que resolverlo a solas.
need-place = { $place }, { $how }
need-told = Responde un programa. Ahora mismo se lo hago saber a { $name }.
need-told-already = Responde un programa. { $name } tiene el aviso.
need-untold = Responde un programa, y ahora no se puede avisar a nadie. Si hay peligro, llama al { $emergency }.
# Al equipo, por algo que conviene leer hoy. No nombra a nadie.
staff-concern = { $programme }: hay un mensaje que conviene leer hoy. Responde ACK { $code }. { $link }
need-medicine = Eso no espera, y no tienes que resolverlo a solas. Una farmacia te puede dar para poco tiempo: lleva la caja. Si te sientes mal, llama al { $emergency }.
need-medicine-again = Qué bueno que escribes otra vez. Pregunta en una farmacia, con la caja en la mano. Si te sientes mal, llama al { $emergency }.
need-medicine-places = También: { $places }.
