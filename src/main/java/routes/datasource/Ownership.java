package routes.datasource;

/**
 * How a rule at a platform names its owner: three tags or labels, compared as whole texts. Names prove nothing.
 *
 * @param ruleId {@link DesiredRule#id()}
 */
public record Ownership(String dataSourceId, String ruleId) {
    /** Tag that every rule of ours carries; an action in Zabbix goes by it, as in VeAIOps. */
    public static final String MANAGED_BY = "managed-by";

    public static final String US = "ve_aiops";
    /** Tag with the id of the data source. */
    public static final String SOURCE = "veaiops-datasource";
    /** Tag with the id of the rule. */
    public static final String RULE = "veaiops-rule";
    /** Tags of the projects that an alarm belongs to, numbered from {@code projects_01}. */
    public static final String PROJECT = "projects_%02d";
}
