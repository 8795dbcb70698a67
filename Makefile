# wuhao: one entry for everything. `make help` lists the targets.
#
# cgi/<word>/*.c            -> build/<word>/<word>.fcgi   (main.c has its table of routes;
#                              cgi/common -> build/common/libwuhao.a, cgi/keeper and cgi/wuhao
#                              -> programs without .fcgi)
# tests/<word>/unit/<x>.c   -> build/tests/<word>/<x>     (links the word's own objects and libwuhao)
# www/<word>/*              -> build/www                  (www/build.mjs)
# every program's --routes  -> build/openapi.json         (www/openapi.mjs)

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules
.SUFFIXES:
.DEFAULT_GOAL := help

# SANITIZE=1 builds the same with ASan and UBSan, beside the other build.
, := ,
BUILD ?= $(if $(SANITIZE),build/sanitized,build)
CC = gcc
AR = gcc-ar

# ---- what is there -------------------------------------------------------------------------
words    := $(filter-out common,$(patsubst cgi/%/,%,$(wildcard cgi/*/)))
commands := $(filter keeper wuhao,$(words))
fcgi     := $(filter-out keeper wuhao,$(words))
programs  = $(foreach w,$(fcgi),$(BUILD)/$w/$w.fcgi) $(foreach w,$(commands),$(BUILD)/$w/$w) \
	$(foreach w,$(words),$(MAINS_$w:%=$(BUILD)/$w/%))
library  := $(BUILD)/common/libwuhao.a
units    := $(foreach f,$(wildcard tests/*/unit/*.c),$(BUILD)/tests/$(word 2,$(subst /, ,$f))/$(basename $(notdir $f)))
pages    := $(shell find www -name node_modules -prune -o -type f -print 2>/dev/null)

# ---- how it is compiled --------------------------------------------------------------------
WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
	-Wconversion -Werror
HARDENING := -fstack-protector-strong -fstack-clash-protection -fcf-protection -fPIE \
	$(if $(SANITIZE),,-D_FORTIFY_SOURCE=2)
SANITIZERS := $(if $(SANITIZE),-fsanitize=address$(,)undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
POSTGRES_INCLUDE := $(shell pkg-config --cflags-only-I libpq 2>/dev/null | sed 's/-I/-isystem /g')
# The sources and nothing else decide what a build says of itself.
DEFINES := -D_GNU_SOURCE
INCLUDES := -iquote cgi -iquote cgi/common $(POSTGRES_INCLUDE)
CFLAGS ?= -O2 -g
FLAGS = -std=gnu11 $(CFLAGS) $(WARNINGS) $(HARDENING) $(SANITIZERS) $(DEFINES) $(INCLUDES) -pthread
LDFLAGS = -pie -pthread -Wl,-z,relro,-z,now,-z,noexecstack -Wl,--as-needed $(SANITIZERS)
LIBS := -lfcgi -lpq -ljson-c -lsodium -lcrypto -licui18n -licuuc
# A program's own libraries: LIBS_<word>
LIBS_survey := -lxlsxwriter -lqrencode
LIBS_account := -lxlsxwriter -lqrencode -lldap -llber -lcurl
LIBS_ballot := -lz
LIBS_evidence := -lmagic -lseccomp -lzip
# sheets (cgi/common/sheet*.c) are linked by those who read them
SHEET_LIBS := -lzip -lexpat -lcsv
LIBS_org := -lxlsxwriter $(SHEET_LIBS)
LIBS_common := -lxlsxwriter -lqrencode $(SHEET_LIBS)
# A second program of a word, its main in cgi/<word>/<name>.c: MAINS_<word>
MAINS_ballot := forms
MAINS_evidence := worker
# A unit test's own link flags, such as --wrap: LDFLAGS_test_<word>_<thing>
LDFLAGS_test_account_login := -Wl,--wrap=crypto_pwhash_str_verify

# ---- quiet unless V=1 ----------------------------------------------------------------------
Q := $(if $(V),,@)
say = @$(if $(V),true,printf '  %-6s %s\n' '$1' '$2')

.PHONY: help build programs library unit-tests www openapi run check bench bench-data fuzz fault \
	format clean flags
help:
	@printf '%s\n' \
	  'make run      install what is missing, build, start everything on http://127.0.0.1:8080' \
	  '              PORT=8080  DATA=.data  DATE=2026-09-28 (the clock)  SITE=https://… (the printed' \
	  '              address)  DEMO=0 (an empty installation with three first administrators)' \
	  'make check    lints, unit, SQL, HTTP and browser tests on an installation of their own' \
	  '              ONLY=lint,unit,sql,http,browser,fault,fuzz (any of them)  FILE=part of a path' \
	  'make build    compile everything into build/ (SANITIZE=1: with ASan and UBSan)' \
	  'make bench    speed, as ratios to peers measured in the same run, at a tenth of the data' \
	  '              (FULL=1: all of it; make bench-data builds the data alone)' \
	  'make fuzz     AFL++ on every target under tests/fuzz (SECONDS_EACH=600)' \
	  'make fault    kill things under load, count what was lost (LONG=1: the long campaign)' \
	  'make format   clang-format and eslint --fix' \
	  'make clean    remove build/ (never the data)'

build: programs www openapi
programs: $(library) $(programs)
library: $(library)
unit-tests: $(units)
www: $(BUILD)/www/.built
openapi: $(BUILD)/openapi.json

# ---- C -------------------------------------------------------------------------------------
$(BUILD)/objects/%.o: %.c Makefile
	$(call say,CC,$<)
	@mkdir -p $(@D)
	$(Q)$(CC) $(FLAGS) -MMD -MP -c $< -o $@

objects = $(patsubst %.c,$(BUILD)/objects/%.o,$(wildcard cgi/$1/*.c))

$(library): $(call objects,common)
	$(call say,AR,$@)
	@mkdir -p $(@D)
	$(Q)rm -f $@ && $(AR) rcs $@ $^

# One word: an archive of its objects (its unit tests link it) and its program.
define program_rules
$(BUILD)/$1/$1.a: $(call objects,$1)
	$$(call say,AR,$$@)
	@mkdir -p $$(@D)
	$$(Q)rm -f $$@ && $$(AR) rcs $$@ $$^
$(BUILD)/$1/$1$2: $(filter-out $(MAINS_$1:%=$(BUILD)/objects/cgi/$1/%.o),$(call objects,$1)) $$(library)
	$$(call say,LD,$$@)
	@mkdir -p $$(@D)
	$$(Q)$$(CC) $$(LDFLAGS) -o $$@ $$^ $$(LIBS_$1) $$(LIBS)
endef
# A second program: all objects of the word but those with another main.
define second_rules
$(BUILD)/$1/$2: $(filter-out $(patsubst %,$(BUILD)/objects/cgi/$1/%.o,main $(filter-out $2,$(MAINS_$1))),$(call objects,$1)) $$(library)
	$$(call say,LD,$$@)
	@mkdir -p $$(@D)
	$$(Q)$$(CC) $$(LDFLAGS) -o $$@ $$^ $$(LIBS_$1) $$(LIBS)
endef
$(foreach w,$(fcgi),$(eval $(call program_rules,$w,.fcgi)))
$(foreach w,$(commands),$(eval $(call program_rules,$w,)))

$(foreach w,$(words),$(foreach m,$(MAINS_$w),$(eval $(call second_rules,$w,$m))))
# The form's sheet stands in the program as it is (.incbin).
$(BUILD)/objects/cgi/ballot/style.o: www/ballot/form.css

# One unit test. What defines main in the word's archive is left there, for the test has its own.
define unit_rules
$(BUILD)/tests/$1/$2: $(BUILD)/objects/tests/$1/unit/$2.o $(if $(filter $1,$(words)),$(BUILD)/$1/$1.a) $$(library)
	$$(call say,LD,$$@)
	@mkdir -p $$(@D)
	$$(Q)$$(CC) $$(LDFLAGS) $$(LDFLAGS_test_$1_$2) -o $$@ $$^ $$(LIBS_$1) $$(LIBS) -lcmocka
endef
$(foreach f,$(wildcard tests/*/unit/*.c),$(eval $(call unit_rules,$(word 2,$(subst /, ,$f)),$(basename $(notdir $f)))))

-include $(shell find $(BUILD)/objects -name '*.d' 2>/dev/null)

# ---- pages and the interface's description --------------------------------------------------
www/node_modules/.package-lock.json: www/package-lock.json
	$(call say,NPM,www)
	$(Q)cd www && npm ci --no-audit --no-fund --loglevel=error
tests/node_modules/.package-lock.json: tests/package-lock.json
	$(call say,NPM,tests)
	$(Q)cd tests && npm ci --no-audit --no-fund --loglevel=error

$(BUILD)/www/.built: $(pages) www/node_modules/.package-lock.json
	$(call say,WWW,$(BUILD)/www)
	$(Q)node www/build.mjs $(BUILD)/www

$(BUILD)/openapi.json: www/openapi.mjs $(foreach w,$(fcgi),$(BUILD)/$w/$w.fcgi)
	$(call say,API,$@)
	@mkdir -p $(@D)
	$(Q)node www/openapi.mjs $@ $(foreach w,$(fcgi),$(BUILD)/$w/$w.fcgi)

# ---- the two commands, and the others ------------------------------------------------------
run:
	@exec nginx/local/run
check:
	@exec tests/common/check
# The packages first: the build itself needs some of them.
bench bench-data:
	@nginx/local/packages run bench
	@$(MAKE) -s --no-print-directory build tests/node_modules/.package-lock.json
	@exec node tests/bench/run.mjs $(if $(filter bench-data,$@),--data)
fuzz:
	@exec tests/fuzz/run
fault:
	@nginx/local/packages run
	@$(MAKE) -s --no-print-directory build tests/node_modules/.package-lock.json
	@exec node tests/fault/run.mjs $(if $(LONG),--long)

format: tests/node_modules/.package-lock.json
	$(Q)find cgi tests -name node_modules -prune -o \( -name '*.c' -o -name '*.h' \) -print0 | xargs -0r clang-format -i
	$(Q)node tests/node_modules/eslint/bin/eslint.js --config tests/eslint.config.mjs --fix www tests

clean:
	$(Q)rm -rf build

# What the lints compile with.
flags:
	@printf '%s\n' $(FLAGS)
