package routes.api.subscription;

/** Switches something on or off. */
record ActivePayload(boolean active) {}
