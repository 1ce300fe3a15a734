# Las mismas frases, con palabras de ustedes. Borren lo que no necesiten.
check-in-hello-2 = Hola, { $name }, qué bueno escribirte de nuevo.
check-in-close-2 = Gracias, { $name }. Una semana a la vez.
mid-week-hello-5 = Hola, { $name }. ¿Qué tal el camino hoy?
