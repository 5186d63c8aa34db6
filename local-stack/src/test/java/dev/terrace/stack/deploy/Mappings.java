package dev.terrace.stack.deploy;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The settings that {@code @ConfigMapping} interfaces declare, out of their syntax trees: nothing is compiled or run. */
final class Mappings {
    private record Declared(ClassTree type, Map<String, ClassTree> beside) {}

    private final List<Declared> mappings = new ArrayList<>();
    private final Map<String, ClassTree> everywhere = new HashMap<>();
    private final List<Setting> settings = new ArrayList<>();

    private Mappings(List<Path> sources) {
        for (CompilationUnitTree unit : parse(sources)) {
            Map<String, ClassTree> beside = new HashMap<>();
            new TreeScanner<Void, Void>() {
                @Override
                public Void visitClass(ClassTree type, Void nothing) {
                    beside.put(type.getSimpleName().toString(), type);
                    mappings.add(new Declared(type, beside));
                    return super.visitClass(type, nothing);
                }
            }.scan(unit, null);
            everywhere.putAll(beside);
        }
        mappings.removeIf(
                each -> annotation(each.type().getModifiers(), "ConfigMapping").isEmpty());
    }

    /** Of these sources; a group of settings may be an interface beside it or in another of them. */
    static List<Setting> in(List<Path> sources) {
        Mappings found = new Mappings(sources);
        for (Declared mapping : found.mappings) {
            String prefix = argument(mapping.type().getModifiers(), "ConfigMapping", "prefix")
                    .orElse("");
            found.walk(mapping, prefix);
        }
        return found.settings;
    }

    private static Iterable<? extends CompilationUnitTree> parse(List<Path> sources) {
        if (sources.isEmpty()) {
            return List.of();
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        JavacTask task = (JavacTask) compiler.getTask(
                null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources));
        try {
            return task.parse();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void walk(Declared declared, String prefix) {
        for (Tree member : declared.type().getMembers()) {
            // A method with a body is no setting but says something about others.
            if (member instanceof MethodTree method && method.getBody() == null) {
                add(method, prefix, declared.beside());
            }
        }
    }

    private void add(MethodTree method, String prefix, Map<String, ClassTree> beside) {
        ModifiersTree modifiers = method.getModifiers();
        boolean flat = annotation(modifiers, "WithParentName").isPresent();
        String own = argument(modifiers, "WithName", "value")
                .orElse(kebab(method.getName().toString()));
        String name = flat ? prefix : prefix.isEmpty() ? own : prefix + "." + own;
        String returned = element(method.getReturnType());
        ClassTree group = beside.getOrDefault(returned, everywhere.get(returned));
        if (group != null && group.getKind() == Tree.Kind.INTERFACE) {
            walk(new Declared(group, beside), name);
        } else {
            String value = argument(modifiers, "WithDefault", "value").orElse("");
            boolean optional = method.getReturnType().toString().startsWith("Optional");
            settings.addAll(Placeholders.in(name, value, optional));
        }
    }

    /** The simple name of a type, or of what an {@code Optional} holds. */
    private static String element(Tree type) {
        return type instanceof ParameterizedTypeTree generic && type.toString().startsWith("Optional<")
                ? generic.getTypeArguments().getFirst().toString()
                : type.toString();
    }

    private static String kebab(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    private static Optional<? extends AnnotationTree> annotation(ModifiersTree modifiers, String name) {
        return modifiers.getAnnotations().stream()
                .filter(a -> a.getAnnotationType().toString().equals(name))
                .findFirst();
    }

    private static Optional<String> argument(ModifiersTree modifiers, String annotation, String argument) {
        return annotation(modifiers, annotation).map(found -> {
            for (ExpressionTree each : found.getArguments()) {
                if (each instanceof AssignmentTree set) {
                    if (set.getVariable().toString().equals(argument)) {
                        return literal(set.getExpression());
                    }
                } else {
                    return literal(each);
                }
            }
            return "";
        });
    }

    private static String literal(ExpressionTree expression) {
        if (expression instanceof LiteralTree literal) {
            return String.valueOf(literal.getValue());
        }
        throw new AssertionError("a name or default of a setting is to be a literal: " + expression);
    }
}
