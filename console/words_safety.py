"""Flags, alerts and who can be reached by them, in words."""

from collections.abc import Mapping

TIERS: Mapping[str, str] = {"concern": "Concern", "urgent": "Urgent", "emergency": "Emergency"}
CATEGORIES: Mapping[str, str] = {
    "suicide": "Words about suicide",
    "self-harm": "Words about self-harm",
    "overdose": "Words about an overdose",
    "abuse": "Words about abuse",
    "danger": "Words about danger to somebody",
    "child": "Words about danger to a child",
    "relapse": "Words about a relapse",
    "other": "Words about somebody else at risk",
    "shelter": "Nowhere to sleep tonight",
    "hunger": "Nothing to eat",
    "medicine": "Out of medicine they need",
}
STEPS: Mapping[str, str] = {
    "signpost": "Signpost handed over",
    "alert": "Alert handed over",
    "delivered": "Alert delivered",
    "acknowledged": "Acknowledged",
    "closed": "Closed",
}
CALLS: Mapping[str, str] = {
    "signpost-blocked": "The signposts did not reach their phone",
    "stopped-in-danger": "Stopped the messages, and their words suggested danger",
    "stopped-with-words": "Stopped the messages and wrote something",
}
SILENT: Mapping[str, str] = {
    "stopped": "their phone has stopped the messages; texting START to us brings them back",
    "custody": "they stand as being in custody; they or a lead change that on their page, under Change",
    "paused": "they have paused the messages, and get alerts only while they are on duty",
    "invited": "their number has not answered our invitation yet",
    "retired": "their number was taken off, and there is no other",
    "unproven": "a colleague entered their number; until they say on My account that it is theirs, "
    "no call goes there and no ACK from it counts",
    "blocked": "their phone or carrier refuses our messages",
    "no-phone": "they are on the rota and have no phone here",
}
