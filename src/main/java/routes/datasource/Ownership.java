package routes.datasource;

import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import routes.alarm.OwnRule;

/**
 * How a rule at a platform names its owner: tags or labels with the deployment, the data source and the rule, compared as whole
 * texts. Names prove nothing.
 */
public final class Ownership {
    /** Tag that every rule of ours carries; an action in Zabbix goes by it, as in VeAIOps. */
    public static final String MANAGED_BY = "managed-by";

    public static final String US = "ve_aiops";
    /** Tag with the id of the deployment. */
    public static final String DEPLOYMENT = "veaiops-deployment";
    /** Tag with the id of the data source. */
    public static final String SOURCE = OwnRule.SOURCE;
    /** Tag with the id of the rule. */
    public static final String RULE = OwnRule.RULE;
    /** Tags of the projects that an alarm belongs to, numbered from {@code projects_01}. */
    private static final String PROJECT = "projects_%02d";

    private Ownership() {}

    /** Whose a rule is by its tags. */
    public enum Owner {
        OURS,
        /** It names our data source and no deployment, as rules of earlier versions: ours if the registry knows it. */
        UNSIGNED,
        /** It has the name that VeAIOps gave a rule of this data source, and not our marker: adopting takes it over. */
        VEAIOPS,
        OTHERS
    }

    /** @param tag value of a tag, empty when the rule lacks it */
    public static Owner of(Source source, UnaryOperator<String> tag) {
        if (!names(source, tag)) {
            return Owner.OTHERS;
        }
        String deployment = tag.apply(DEPLOYMENT);
        if (deployment.equals(source.deployment())) {
            return Owner.OURS;
        }
        return deployment.isEmpty() ? Owner.UNSIGNED : Owner.OTHERS;
    }

    /** Whether a rule was made for this data source, by this deployment or a copy of it. */
    public static boolean names(Source source, UnaryOperator<String> tag) {
        return tag.apply(MANAGED_BY).equals(US) && tag.apply(SOURCE).equals(source.id());
    }

    /** The tags of every rule of a data source, without that of the rule itself. */
    public static SortedMap<String, String> tags(Source source) {
        return tags(source, List.of());
    }

    /** The same with those of the projects that its alarms belong to. */
    public static SortedMap<String, String> tags(Source source, List<String> projects) {
        SortedMap<String, String> tags = new TreeMap<>();
        tags.put(MANAGED_BY, US);
        tags.put(SOURCE, source.id());
        if (!source.deployment().isEmpty()) {
            tags.put(DEPLOYMENT, source.deployment());
        }
        for (int index = 0; index < projects.size(); index++) {
            tags.put(String.format(Locale.ROOT, PROJECT, index + 1), projects.get(index));
        }
        return tags;
    }
}
