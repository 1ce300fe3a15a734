# Nombres uno tras otro.
names-and = { $names } y { $last }
names-team = las { $number } personas del equipo
complaint-leads = Esto solo lo leen { $leads }, que dirigen el programa. No lo lee nadie que coordina, ni tu mentor.
