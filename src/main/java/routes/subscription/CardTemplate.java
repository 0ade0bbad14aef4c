package routes.subscription;

/** The card that a channel uses for an agent type. */
public record CardTemplate(
        String id, String agentType, String channel, String templateId, boolean active, Stamps stamps) {}
