package routes.tool.topology;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import routes.extension.lint.BeanDirectory;

/** Which beans work together: what a bean is made of, by names of beans and simple names of classes. */
final class CallingBeans {
    private final BeanDirectory beans;
    private final Map<String, Set<String>> known = new HashMap<>();

    CallingBeans(BeanDirectory beans) {
        this.beans = beans;
    }

    /** Whether the bean is the one that is named, by bean or class, or is made of it. */
    boolean reaches(String bean, String named) {
        return known.computeIfAbsent(bean, this::parts).contains(named);
    }

    private Set<String> parts(String bean) {
        Set<String> found = new LinkedHashSet<>();
        collect(bean, found);
        return found;
    }

    private void collect(String bean, Set<String> found) {
        if (!found.add(bean)) {
            return;
        }
        beans.typeOf(bean).ifPresent(type -> found.add(type.getSimpleName()));
        beans.needsOf(bean).stream()
                .filter(need -> need.getName().startsWith("routes."))
                .flatMap(beans::assignableTo)
                .forEach(part -> collect(part, found));
    }
}
