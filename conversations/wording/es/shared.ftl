# Lo que comparten varias conversaciones.
option-skip = Saltar
reminder = Sin prisa. Por si no viste este mensaje:

# Un momento de la semana: "los viernes a las 18:00".
weekday-time = { $day } a las { $clock }
weekday-0 = los lunes
weekday-1 = los martes
weekday-2 = los miércoles
weekday-3 = los jueves
weekday-4 = los viernes
weekday-5 = los sábados
weekday-6 = los domingos
clock = { $hour24 }
