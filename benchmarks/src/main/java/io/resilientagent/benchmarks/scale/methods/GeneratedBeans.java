package io.resilientagent.benchmarks.scale.methods;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Ten bean classes with as many methods each as makes the number asked for, and a caller of each, which calls the n-th
 * method of a bean.
 */
public final class GeneratedBeans {

    /** How many classes. */
    public static final int BEANS = 10;

    private GeneratedBeans() {}

    /** The name of a bean class. */
    public static String bean(int number) {
        return "generated.Bean" + number;
    }

    /** The name of the class that calls a bean: an IntFunction whose constructor takes the bean. */
    public static String caller(int number) {
        return "generated.Caller" + number;
    }

    /** Compiles the classes to a new folder. */
    public static Path compile(int methods, Guarding guarding) throws IOException {
        Path folder = Files.createTempDirectory("scale");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<Source> sources = new ArrayList<>();
        for (int bean = 0; bean < BEANS; bean++) {
            sources.add(new Source(bean(bean), beanSource(bean, methods / BEANS, guarding)));
            sources.add(new Source(caller(bean), callerSource(bean, methods / BEANS)));
        }
        StringWriter errors = new StringWriter();
        List<String> options = List.of(
                "-d", folder.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none", "-parameters");
        if (!compiler.getTask(errors, null, null, options, null, sources).call()) {
            throw new IllegalStateException(errors.toString());
        }
        return folder;
    }

    /** Deletes what was compiled. */
    public static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted((one, other) -> other.compareTo(one)).forEach(GeneratedBeans::deleteFile);
        }
    }

    private static void deleteFile(Path file) {
        try {
            Files.delete(file);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static String beanSource(int bean, int methods, Guarding guarding) {
        StringBuilder source = new StringBuilder("package generated; public class Bean" + bean + " {\n");
        for (int method = 0; method < methods; method++) {
            source.append(guarding.annotations("bean-" + bean + "-method-" + method))
                    .append(" public String method")
                    .append(method)
                    .append("(String question) { return question; }\n");
        }
        return source.append("public String fallback(String question, Throwable thrown) { return \"busy\"; } }")
                .toString();
    }

    private static String callerSource(int bean, int methods) {
        String name = "Caller" + bean;
        StringBuilder source = new StringBuilder("package generated; public class " + name
                + " implements java.util.function.IntFunction<String> { private final Bean" + bean + " bean; public "
                + name + "(Bean" + bean + " bean) { this.bean = bean; }\n"
                + "public String apply(int method) { switch (method) {\n");
        for (int method = 0; method < methods; method++) {
            source.append("case " + method + ": return this.bean.method" + method + "(\"question\");\n");
        }
        return source.append("default: throw new IllegalArgumentException(); } } }")
                .toString();
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///" + name.replace('.', '/') + ".java"), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return this.text;
        }
    }
}
