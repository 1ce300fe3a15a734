# Lo que oye el equipo sobre su propia cuenta y su celular. Nada sobre nadie más.
account-way-in-asked = { $programme }: { $name } pide otra entrada a tu cuenta. ¿No fue idea tuya? Entra hoy y detenla, o llama a quien dirige.
account-code = { $programme }: { $code } es tu clave para elegir contraseña. Sirve 10 minutos. No se la digas a nadie, ni a colegas.
account-sign-in-changed = { $programme }: { $name } da otra entrada a tu cuenta. ¿No fue idea tuya? Llama ya a quien dirige.
account-reader-made = { $programme }: { $name } hace o cambia una cuenta que puede leer. Dale una mirada: { $link }
number-moved = Ya no llegan mensajes a este celular: otro toma su lugar. ¿No fue idea tuya? Escribe y una persona lo mira.
account-ack-unproven = No cuenta: este celular es nuevo. Entra, confirma que es tuyo y manda ACK otra vez. { $link }
