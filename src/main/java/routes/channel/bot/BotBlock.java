package routes.channel.bot;

import java.util.Set;

/** A block of settings that VeAIOps keeps with a bot for its chat agents. The hub keeps them too, and uses none of them yet. */
public enum BotBlock {
    /** The language model. */
    AGENT("agent_cfg", Set.of("provider", "name", "embedding_name", "api_base"), Set.of("api_key")),
    /** The object store and the knowledge bases. */
    VOLC("volc_cfg", Set.of("tos_region", "tos_endpoint", "network_type", "extra_kb_collections"), Set.of("ak", "sk"));

    private final String field;
    private final Set<String> plain;
    private final Set<String> secrets;

    BotBlock(String field, Set<String> plain, Set<String> secrets) {
        this.field = field;
        this.plain = plain;
        this.secrets = secrets;
    }

    /** Its name in documents and on the wire. */
    public String field() {
        return field;
    }

    public Set<String> secrets() {
        return secrets;
    }

    boolean isPlain(String name) {
        return plain.contains(name);
    }

    /** Where a secret of the block stands in the document of its bot. */
    public String place(String name) {
        return field + "." + name;
    }
}
