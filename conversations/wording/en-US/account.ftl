# What members of staff hear about their own account and number. Nothing about anybody else.
account-way-in-asked = { $programme }: { $name } asked for a new way in to your account. Not you? Sign in today and stop it, or call your lead.
account-code = { $programme }: { $code } is your code to choose a new password. It works for 10 minutes. Tell it to nobody, not even a colleague.
account-sign-in-changed = { $programme }: { $name } gave out a new way in to your account. Not asked for? Call your lead now.
account-reader-made = { $programme }: { $name } made or changed an account that can read. Please look: { $link }
number-moved = No more messages come to this number: another one took its place. Was that not you? Write back, and a person will look.
account-ack-unproven = Not counted: this number is new here. Sign in and say that it is yours, then send ACK again. { $link }
