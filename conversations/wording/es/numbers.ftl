# Un teléfono que comparten dos personas. Lo puede leer quien lo tenga: nada sobre nadie.
knock = Hay un mensaje para { $word }. Responde { $word } para leerlo.
invite-shared = Hola, te escribe { $programme }. Hay un mensaje para { $word }. Responde { $word } para leerlo. AYUDA para ayuda, STOP para terminar los mensajes. Pueden aplicar cargos por mensajes y datos.
which-word = Desde este teléfono escriben varias personas. Empieza con tu palabra. Lo que mandaste queda para el equipo. En peligro, llama al { $emergency }.
which-word-to-start = Para recibir mensajes de nuevo, manda tu palabra y START, todo en un mensaje.
help-shared = { $programme }. Este teléfono es compartido: empieza cada mensaje con tu palabra. Dudas: { $coordinator }. STOP termina todo.
nothing-new = Por ahora no hay nada nuevo para ti.

# Un contacto callado hace meses. Puede ser ya de otra persona: nada sobre nadie.
still-you = Ha pasado un tiempo. ¿Sigues siendo la misma persona que antes? Responde SI o NO, o STOP para terminar los mensajes.
still-you-again = Perdona, necesito un SI o un NO: ¿sigues siendo la misma persona que antes? STOP termina los mensajes.
still-you-thanks = Gracias. Seguimos desde hoy, a tu ritmo. AYUDA para ayuda, STOP termina los mensajes.

# Un contacto nuevo que ya es suyo.
number-linked = Gracias. Desde ahora los mensajes llegan a este contacto. AYUDA para ayuda, STOP termina los mensajes.
