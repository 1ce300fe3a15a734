# Se dice al pulsar una tecla. No nombra a nadie.
call-taken = Gracias. Queda a tu cargo. Por favor, abre la consola para leerlo.
call-drill-taken = Gracias. Era el simulacro. No hay que hacer nada.
call-not-yours = Gracias. Alguien se ocupa ya.
