# bash completion for epsom.
#
# `epsom __complete WORD...` lists candidates for its last argument as VALUE<TAB>DESCRIPTION lines. An empty value asks for
# file names. No helper library is needed.
# shellcheck shell=bash

# Reads $1 as the shell would. Sets `words` (without quotes), `quote` (the one still open at the end), `target` (whether the
# last word is the file of a redirection) and `kept`: the number of characters of the last word that readline leaves as they
# are.
_epsom_read() {
    local line=$1 word='' within='' c next i
    words=() quote='' kept=0 target=''
    for ((i = 0; i < ${#line}; i++)); do
        c=${line:i:1}
        next=${line:i+1:1}
        if [[ $c == $'\\' && $quote != "'" && -n $next ]]; then
            [[ -n $quote && $next != [\"$'\\'\$\`] ]] && word+=$c
            word+=$next within=1
            i=$((i + 1))
        elif [[ -n $quote && $c == "$quote" ]]; then
            quote='' kept=${#word}
        elif [[ -n $quote ]]; then
            word+=$c
        elif [[ $c == [\"\'] ]]; then
            quote=$c within=1 kept=${#word}
        elif [[ $c == [[:blank:]] ]]; then
            [[ -n $within && -z $target ]] && words+=("$word")
            [[ -n $within ]] && target=''
            word='' within='' kept=0
        elif [[ $c == [\<\>] ]]; then
            [[ -n $within && -z $target ]] && words+=("$word")
            word='' within='' kept=0 target=1
        else
            within=1
            # Readline breaks words here; only an '@' then belongs to the word that it begins.
            [[ $COMP_WORDBREAKS == *"$c"* && $c == @ ]] && kept=${#word}
            word+=$c
            [[ $COMP_WORDBREAKS == *"$c"* && $c != @ ]] && kept=${#word}
        fi
    done
    words+=("$word")
}

_epsom() {
    local words quote kept target line value file
    COMPREPLY=()
    _epsom_read "${COMP_LINE:0:COMP_POINT}"
    while IFS= read -r line; do
        value=${line%%$'\t'*}
        if [[ -z $value ]]; then
            compopt -o filenames 2>/dev/null
            while IFS= read -r file; do COMPREPLY+=("$file"); done < <(compgen -f -- "${words[${#words[@]} - 1]:kept}")
            continue
        fi
        [[ $value == *[=:] ]] && compopt -o nospace 2>/dev/null
        value=${value:kept}
        case $quote in
            \') value=${value//\'/\'$'\\'\'\'} ;;
            \") value=$(printf '%s' "$value" | sed 's/[\\"$`]/\\&/g') ;;
            *) [[ -n $value ]] && printf -v value '%q' "$value" && [[ $value == *$'\\=' ]] && value=${value%$'\\='}= ;;
        esac
        COMPREPLY+=("$value")
    done < <(if [[ -n $target ]]; then printf '\t\n'; else "${words[0]/#\~\//$HOME/}" __complete "${words[@]:1}" 2>/dev/null; fi)
}

complete -F _epsom epsom
