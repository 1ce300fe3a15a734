# Para mentores, después de la charla: lo que se puede compartir, y algo bueno que preguntar.
nudge-step = Hay respuesta de { $name } esta semana. Su paso: "{ $step }".
nudge-checked-in = Hay respuesta de { $name } esta semana. Los detalles son solo suyos, y no pasa nada.
nudge-wants-contact = { $name } quiere saber de ti. Basta con un saludo.
nudge-quiet-1 = Esta semana no hay respuesta de { $name }. Puede no significar nada. Un saludo tuyo puede caer bien.
nudge-quiet-2 = Hace semanas que no sabemos de { $name }, y ahora preguntamos menos. Si un saludo tuyo viene bien, lo sabes mejor que nadie.
nudge-ask-1 = Pregunta posible: ¿qué te fue mejor de lo que esperabas?
nudge-ask-2 = Pregunta posible: ¿qué puede hacer que cueste menos?
nudge-ask-3 = Pregunta posible: ¿quién puede apoyarte en esto?
nudge-ask-4 = Pregunta posible: ¿qué te sirve cuando se pone duro?
nudge-ask-5 = Pregunta posible: ¿qué haces bien que la gente no ve?
nudge-ask-6 = Pregunta posible: ¿qué es para ti un buen momento ahora mismo?
nudge-ask-7 = Pregunta posible: ¿quieres ideas, o que te escuche y ya?
nudge-ask-8 = Pregunta posible: ¿de qué quieres tener bastante este mes?
