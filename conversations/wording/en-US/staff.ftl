# What coordinators hear when they text LIST or WHO IS ON. Nothing about anybody: phones lie on tables.
staff-listed = Open: { $code }. People waiting for an answer: { $messages }. { $link }
staff-listed-none = No open codes. People waiting for an answer: { $messages }. { $link }
staff-on-now = On duty now: { $name }.
staff-nobody-on = Nobody is on duty now. An alert would go to every coordinator.
staff-nobody-on-until = Nobody is on duty until { $when }. An alert would go to every coordinator.
staff-lead-wanted = { $programme }: a request is waiting for you. { $link }
