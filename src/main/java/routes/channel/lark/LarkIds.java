package routes.channel.lark;

/** Ids of Lark as parts of a path or a query: anything that is no id becomes harmless. */
final class LarkIds {
    private LarkIds() {}

    static String safe(String id) {
        return id.replaceAll("[^A-Za-z0-9_=-]", "");
    }
}
