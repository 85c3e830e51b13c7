// Коды реле словами, которые читает человек.

#Область СлужебныйПрограммныйИнтерфейс

// Почему сообщение не ушло. Код, которого эта версия не знает, называется вместе с объяснением реле: список у реле растет.
//
// Параметры:
//  Код - Строка - из итога отправки или из статуса.
//  Объяснение - Строка, Неопределено - что сказало реле, по-английски.
//
// Возвращаемое значение:
//  Строка
//
Функция ОшибкаОтправки(Код, Объяснение) Экспорт

	Слова = ОшибкаСообщения(Код);
	Если ПустаяСтрока(Слова) Тогда
		Слова = ОшибкаАдресата(Код);
	КонецЕсли;
	Если Не ПустаяСтрока(Слова) Тогда
		Возврат Слова;
	КонецЕсли;

	Возврат СокрЛП(СтрШаблон(НСтр("ru = 'Реле не отправило сообщение (%1). %2'; en = 'The relay did not send the message (%1). %2'"),
		?(ТипЗнч(Код) = Тип("Строка"), Код, "?"), ?(ТипЗнч(Объяснение) = Тип("Строка"), Объяснение, "")));

КонецФункции

// Как у реле с номерами WhatsApp; пустая строка, если оно еще не говорило.
//
// Параметры:
//  Номера - Соответствие - состояния по идентификаторам номеров.
//
Функция СостояниеНомеров(Номера) Экспорт

	Тексты = Новый Массив;
	Для Каждого Номер Из Номера Цикл
		Если Номер.Значение = "connected" Тогда
			Тексты.Добавить(НСтр("ru = 'на связи'; en = 'connected'"));
		ИначеЕсли Номер.Значение = "qr" Тогда
			Тексты.Добавить(НСтр("ru = 'не привязан: в настройках реле надо показать телефону QR-код'; en = 'not paired: show the QR code in the relay settings to the phone'"));
		Иначе
			Тексты.Добавить(НСтр("ru = 'нет связи, реле подключается'; en = 'no connection, the relay is trying'"));
		КонецЕсли;
	КонецЦикла;
	Возврат ?(Тексты.Количество() = 0, "", СтрШаблон("WhatsApp: %1", СтрСоединить(Тексты, "; ")));

КонецФункции

#КонецОбласти

#Область СлужебныеПроцедурыИФункции

Функция ОшибкаСообщения(Код)

	Если Код = "badRequest" Тогда
		Возврат НСтр("ru = 'Реле не разобрало сообщение: проверьте телефон и текст (не длиннее 10 000 знаков)'; en = 'The relay could not read the message: check the phone and the text (10,000 characters at most)'");
	ИначеЕсли Код = "idTaken" Тогда
		Возврат НСтр("ru = 'Под этим идентификатором у реле уже есть другое сообщение'; en = 'The relay has another message under this id already'");
	ИначеЕсли Код = "unknownReply" Тогда
		Возврат НСтр("ru = 'Реле не знает этого ответа, и не сказано, кому писать'; en = 'The relay does not know this reply, and nobody is named to write to'");
	ИначеЕсли Код = "tooLate" Или Код = "expired" Тогда
		Возврат НСтр("ru = 'Срок отправки прошел, или сотрудник уже отменил ответ'; en = 'It is too late to send, or the employee has taken the reply back'");
	ИначеЕсли Код = "takenBack" Тогда
		Возврат НСтр("ru = 'Сотрудник удалил сообщение, пока оно не ушло'; en = 'The employee deleted the message before it left'");
	ИначеЕсли Код = "tooLateToChange" Тогда
		Возврат НСтр("ru = 'WhatsApp больше не дает изменить это сообщение'; en = 'WhatsApp does not let this message be changed any more'");
	ИначеЕсли Код = "fileMissing" Тогда
		Возврат НСтр("ru = 'У реле нет файла этого сообщения'; en = 'The relay does not have the file of this message'");
	ИначеЕсли Код = "fileTooLarge" Тогда
		Возврат НСтр("ru = 'Файл слишком велик для WhatsApp'; en = 'The file is too large for WhatsApp'");
	ИначеЕсли Код = "fileDamaged" Тогда
		Возврат НСтр("ru = 'Файл поврежден'; en = 'The file is damaged'");
	ИначеЕсли Код = "notAPicture" Тогда
		Возврат НСтр("ru = 'Файл не похож на картинку'; en = 'The file is not a picture'");
	КонецЕсли;
	Возврат "";

КонецФункции

Функция ОшибкаАдресата(Код)

	Если Код = "unknownConversation" Тогда
		Возврат НСтр("ru = 'У реле нет такого чата'; en = 'The relay has no such conversation'");
	ИначеЕсли Код = "numberUnpaired" Тогда
		Возврат НСтр("ru = 'Номер WhatsApp не привязан к реле'; en = 'No WhatsApp number is linked to the relay'");
	ИначеЕсли Код = "numberRemoved" Тогда
		Возврат НСтр("ru = 'Номер WhatsApp, с которого шла эта переписка, удален из реле'; en = 'The WhatsApp number of this conversation was removed from the relay'");
	ИначеЕсли Код = "notOnWhatsApp" Тогда
		Возврат НСтр("ru = 'У этого телефона нет WhatsApp'; en = 'This phone has no WhatsApp'");
	ИначеЕсли Код = "firstMessageNotAllowed" Тогда
		Возврат НСтр("ru = 'Администратор реле не разрешил писать первыми'; en = 'The relay administrator does not allow to write first'");
	ИначеЕсли Код = "refusedByWhatsApp" Тогда
		Возврат НСтр("ru = 'WhatsApp не принял сообщение'; en = 'WhatsApp did not take the message'");
	ИначеЕсли Код = "restrictedByWhatsApp" Тогда
		Возврат НСтр("ru = 'WhatsApp ограничил номер: новым клиентам пока писать нельзя'; en = 'WhatsApp has restricted the number: new clients cannot be written to now'");
	КонецЕсли;
	Возврат "";

КонецФункции

#КонецОбласти
